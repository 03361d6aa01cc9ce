/**
 * Publishes one site after the other until it is killed, and says after each that it is done.
 * Arguments: the output folder, the number of the first site, and how many to publish.
 */
import { dirname, join } from "node:path";
import { publish } from "../src/world/publish.ts";
import { trialSite } from "./trust-kill-site.ts";

const [out = "", first = "0", count = "1"] = process.argv.slice(2);
const root = join(dirname(out), "book-root");
for (let number = 0; number < Number(count); number++) {
	const version = Number(first) + number;
	await publish(out, trialSite(version), { root });
	process.stdout.write(`${version}\n`);
}

/**
 * Publishes one site after the other until it is killed, and says after each that it is done.
 * Arguments: the output folder, the number of the first site, and how many to publish.
 */
import { publishTrial } from "./trust-kill-site.ts";

const [out = "", first = "0", count = "1"] = process.argv.slice(2);
for (let number = 0; number < Number(count); number++) {
	const version = Number(first) + number;
	await publishTrial(out, version);
	process.stdout.write(`${version}\n`);
}

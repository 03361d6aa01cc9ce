/**
 * Bundles the program into lib/: `npx tsx scripts/bundle.ts`, and with `--if-stale` only where a source is newer than the bundle.
 * A bundle starts in a fraction of the time that its many modules would take.
 */
import { fileURLToPath } from "node:url";
import { bundleClient, clientBudgets, clientWeights } from "./bundle-client.ts";
import { bundleProgram, isStale } from "./bundle-program.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

if (!process.argv.includes("--if-stale") || isStale(root)) {
	await bundleProgram(root);
	await bundleClient(root);
	for (const [name, weight] of Object.entries(await clientWeights(root))) {
		const budget = clientBudgets[name] ?? 0;
		if (weight > budget) throw new Error(`${name} weighs ${weight} bytes after gzip, more than ${budget}`);
	}
}

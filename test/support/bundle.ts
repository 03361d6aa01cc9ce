import { bundleClient } from "../../scripts/bundle-client.ts";
import { bundleProgram, isStale } from "../../scripts/bundle-program.ts";

/** Make the bundle before the tests, for many of them run the program as a user does, or need the files that come with it. */
export async function setup(): Promise<void> {
	const root = new URL("../..", import.meta.url).pathname.replace(/\/$/, "");
	if (!isStale(root)) return;
	await bundleProgram(root);
	await bundleClient(root);
}

import { join, resolve } from "node:path";
import { makeBook, silcrow } from "./run.ts";

const root = resolve(import.meta.dirname, "../..");

/** Build the deployment book to a folder of its own, as a user does, and give the folder. */
export function deploymentSite(): string {
	const folder = join(makeBook({}), "site");
	const { code, out, err } = silcrow(root, ["build", "--out", folder]);
	if (code !== 0) throw new Error(out + err);
	return folder;
}

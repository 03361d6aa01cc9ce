import { randomBytes } from "node:crypto";
import { readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StorePlace } from "../model/store.ts";

/**
 * Leave some bytes in a folder of the cache for another process, and give the path. A pipe would hand over a part of
 * them in each turn of the event loop, and whoever draws pages takes few turns.
 */
export function leaveParcel({ path: folder, draftEnd }: StorePlace, contents: Uint8Array[]): string {
	// What nobody takes, because both processes were killed, goes with the drafts.
	const path = join(folder, `parcel.${randomBytes(6).toString("hex")}${draftEnd}`);
	writeFileSync(path, Buffer.concat(contents), { flag: "wx" });
	return path;
}

/** Take what another process has left, in pieces of these lengths. */
export function takeParcel(path: string, lengths: number[]): Uint8Array[] {
	const bytes = readFileSync(path);
	unlinkSync(path);
	let end = 0;
	return lengths.map((length) => {
		end += length;
		return bytes.subarray(end - length, end);
	});
}

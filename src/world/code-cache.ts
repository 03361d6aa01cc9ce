import { randomBytes } from "node:crypto";
import { accessSync, constants, readFileSync, readSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cachedDataVersionTag, getHeapCodeStatistics } from "node:v8";
import { Script } from "node:vm";
import { systemCode } from "./failure.ts";
import { openFile } from "./open-file.ts";
import { fingerprint } from "./seal.ts";

/** What V8 has made of the scripts of a folder in earlier runs. */
interface CodeCache {
	/** How much bytecode there was in the run that wrote it, and how long that run computed, in microseconds. */
	bytecode: number;
	time: number;
	read(name: string): Buffer | undefined;
	names: string[];
}

/**
 * Load a script of the bundle and those that it asks for, with the code that an earlier run has kept beside them: to
 * translate the program takes as long as a small edit does. At the end of a run that has translated more than any
 * before, its code is kept. It lies where the program lies; who could change the one could change the other.
 */
export function loadScript(file: string): unknown {
	const folder = dirname(file);
	// Another Node, and one with other settings, has other code.
	const place = join(folder, `code-${cachedDataVersionTag().toString(16)}`);
	const kept = openCode(place);
	const scripts = new Map<string, Script>();
	const untranslated: string[] = [];
	const modules = new Map<string, { exports: unknown }>();
	const requireFrom = Object.assign(
		(name: string): unknown => (name.startsWith("./") ? load(name.slice(2)) : process.getBuiltinModule(name)),
		{ outside: (name: string) => import(name) as unknown },
	);
	process.once("exit", () => {
		// To count the bytecode V8 looks at the whole heap, and a run that is not much longer has hardly translated more.
		const time = process.cpuUsage().user;
		if (untranslated.length === 0 && time <= 2 * kept.time) return;
		const { bytecode_and_metadata_size: bytecode } = getHeapCodeStatistics();
		const isMore = untranslated.length > 0 || bytecode > 1.1 * kept.bytecode;
		// A run that found nothing more says so, that the next one as long as it need not look again.
		const run = { bytecode: isMore ? bytecode : kept.bytecode, time: Math.max(time, kept.time) };
		keepCode(place, isMore ? scripts : new Map(), kept, run);
	});
	return load(file.slice(folder.length + 1));

	function load(name: string): unknown {
		const known = modules.get(name);
		if (known) return known.exports;
		const module = { exports: {} };
		modules.set(name, module);
		try {
			const path = join(folder, name);
			const cachedData = kept.read(name);
			// The bundle is ASCII, and so a text of one byte a character, which need not be decoded.
			const text = `(function(exports,require,module,__filename,__dirname){${readFileSync(path, "latin1")}\n})`;
			const script = new Script(text, { filename: path, ...(cachedData ? { cachedData } : {}) });
			scripts.set(name, script);
			if (!cachedData || script.cachedDataRejected) untranslated.push(name);
			const run = script.runInThisContext() as (...given: unknown[]) => void;
			run(module.exports, requireFrom, module, path, folder);
			return module.exports;
		} catch (error) {
			modules.delete(name);
			throw error;
		}
	}
}

/** Of each script its name, the length of its code, and the check of it; the codes follow in this order. */
interface Head extends Pick<CodeCache, "bytecode" | "time"> {
	rows: [name: string, length: number, check: string][];
}

/** V8 does not look whether code is as it was written: what is not must never reach it. */
function openCode(place: string): CodeCache {
	const none = { bytecode: 0, time: 0, names: [], read: () => undefined };
	try {
		const file = openFile(place);
		if (file === undefined) return none;
		const [check = "", head = ""] = readAt(file, 0, mostHead).toString("utf8").split("\n");
		if (fingerprint(head) !== check) return none;
		const { bytecode, time, rows } = JSON.parse(head) as Head;
		const places = new Map<string, { at: number; length: number; sum: string }>();
		let at = Buffer.byteLength(`${check}\n${head}\n`);
		for (const [name, length, sum] of rows) {
			places.set(name, { at, length, sum });
			at += length;
		}
		const read = (name: string): Buffer | undefined => {
			const row = places.get(name);
			const code = row && readAt(file, row.at, row.length);
			return code && fingerprint(code) === row.sum ? code : undefined;
		};
		return { bytecode, time, names: [...places.keys()], read };
	} catch (error) {
		if (systemCode(error) === undefined) throw error;
		return none;
	}
}

/** In bytes; a bundle has some hundred scripts. */
const mostHead = 65_536;

function readAt(file: number, at: number, length: number): Buffer {
	const bytes = Buffer.allocUnsafe(length);
	return bytes.subarray(0, readSync(file, bytes, 0, length, at));
}

/** Keep the code of this run's scripts, and of others what there is. */
function keepCode(
	place: string,
	scripts: Map<string, Script>,
	before: CodeCache,
	run: Pick<CodeCache, "bytecode" | "time">,
): void {
	if (!isWritable(dirname(place))) return;
	const code = new Map<string, Buffer>();
	for (const [name, script] of scripts) code.set(name, script.createCachedData());
	for (const name of before.names) {
		const known = code.has(name) ? undefined : before.read(name);
		if (known) code.set(name, known);
	}
	const rows = [...code].map(([name, bytes]): Head["rows"][number] => [name, bytes.length, fingerprint(bytes)]);
	const head = JSON.stringify({ ...run, rows } satisfies Head);
	const draft = `${place}.${randomBytes(6).toString("hex")}`;
	try {
		writeFileSync(draft, Buffer.concat([Buffer.from(`${fingerprint(head)}\n${head}\n`), ...code.values()]));
		renameSync(draft, place);
	} catch (error) {
		if (systemCode(error) === undefined) throw error;
		rmSync(draft, { force: true });
	}
}

/** Where the program may not write beside itself, it starts a little slower. */
function isWritable(folder: string): boolean {
	try {
		accessSync(folder, constants.W_OK);
		return true;
	} catch (error) {
		if (systemCode(error) === undefined) throw error;
		return false;
	}
}

/**
 * Damages the cache of a book at random before each build, and holds every build to one without a cache.
 * `npx tsx scripts/trust-cache.ts [--trials 200] [--seed 1]` prints what was found.
 */
import { spawnSync } from "node:child_process";
import {
	appendFileSync,
	copyFileSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	truncateSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { type Chance, chanceOf } from "./bench/corpus.ts";

/** Build the book in a folder with some more arguments, and give its report as JSON. */
export type BuildBook = (folder: string, args: string[]) => Promise<string>;

/** What the trials found. */
export interface SpoilFigures {
	trials: number;
	/** Builds that were not as without a cache, with what had been done to it. */
	broken: string[];
}

/** Damage the cache so many times, each time in another way, with edits of the book in between. */
export async function spoilAtRandom(trials: number, seed: number, build: BuildBook): Promise<SpoilFigures> {
	const chance = chanceOf(seed);
	const folder = mkdtempSync(join(tmpdir(), "silcrow-spoil-"));
	const cache = join(folder, ".cache", "silcrow");
	const older = join(folder, "older");
	const foreign = join(folder, "foreign");
	const broken: string[] = [];
	writeBook(folder, texts);
	await build(folder, ["--out", join(folder, "dist")]);
	writeBook(join(folder, "other"), foreignTexts);
	await build(join(folder, "other"), ["--out", join(folder, "foreign-site"), "--cache", foreign]);
	for (let trial = 0; trial < trials; trial++) {
		if (trial % 10 === 0) cpSync(cache, older, { recursive: true, force: true });
		const done = chance(3) === 0 ? [] : [edit(folder, chance)];
		for (let count = chance(3); count >= 0; count--) done.push(spoil({ cache, older, foreign }, chance));
		const warm = await build(folder, ["--out", join(folder, "dist")]);
		const cold = await build(folder, ["--out", join(folder, "cold"), "--no-cache"]);
		const fault = faultOf(folder, warm, cold);
		if (fault !== undefined) broken.push(`trial ${trial}: ${fault} after ${done.join(", ")}`);
	}
	rmSync(folder, { recursive: true });
	return { trials, broken };
}

const texts: Record<string, string> = {
	"book/01-a.md": "# A\n\nSee Chapter 2, [this](02-b.md#part), ![](dot.svg) and Chapter 9. We use Alpha.\n",
	"book/02-b.md": "# B\n\n## Part\n\nWe use Beta. See §1.\n\n```sh\nls\n```\n",
	"book/03-c.md": "---\nrunbook: true\n---\n# C\n\n## §1 First\n\nSee Chapter 1.\n\n```yaml file=job.yaml\n```\n",
	"book/job.yaml": "a: 1\n",
	"book/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
	"glossary/glossary.md": "# Glossary\n\n- **Alpha**: first (Chapter 1)\n- **Beta**: second (Chapter 3)\n",
	"public/note.txt": "note",
};

/** A book with the same paths. */
const foreignTexts: Record<string, string> = {
	...texts,
	"book/01-a.md": "# Another A\n\nSee Chapter 2. We use Beta.\n",
	"public/note.txt": "another note",
};

function writeBook(folder: string, texts: Record<string, string>): void {
	for (const [path, text] of Object.entries(texts)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
}

/** There are few states, so that many are ones that the cache knows already. */
function edit(folder: string, chance: Chance): string {
	const paths = Object.keys(texts).filter((path) => path.endsWith(".md"));
	const path = paths[chance(paths.length)] ?? "";
	const state = chance(3);
	const added = ["", "\n## More\n\nBeta, and Chapter 1.\n", "\nOther words of Alpha.\n"][state] ?? "";
	writeFileSync(join(folder, path), `${texts[path]}${added}`);
	return `${path} in state ${state}`;
}

interface Place {
	cache: string;
	/** A copy of the cache as it was some trials ago. */
	older: string;
	/** The cache of another book. */
	foreign: string;
}

function spoil({ cache, older, foreign }: Place, chance: Chance): string {
	const paths = filesBelow(cache);
	const pick = () => paths[chance(paths.length)] ?? "";
	const path = pick();
	if (path === "") return "nothing";
	const name = relative(cache, path);
	const { size } = statSync(path);
	const ways: (() => string)[] = [
		() => {
			for (let count = chance(8); count >= 0; count--) flip(path, chance);
			return `bits of ${name} turned`;
		},
		() => {
			truncateSync(path, chance(size + 1));
			return `${name} cut off`;
		},
		() => {
			appendFileSync(path, readFileSync(path).subarray(0, chance(size + 1)));
			return `${name} made longer`;
		},
		() => {
			const other = pick();
			const draft = join(cache, "swapped");
			for (const [from, to] of [
				[path, draft],
				[other, path],
				[draft, other],
			])
				if (from !== undefined && to !== undefined && existsSync(from)) renameSync(from, to);
			return `${name} and ${relative(cache, other)} swapped`;
		},
		() => {
			copyFileSync(path, `${path}0`);
			return `${name} copied beside itself`;
		},
		() => {
			rmSync(path);
			return `${name} deleted`;
		},
		() => {
			// Not in place: the file may be the one of the published site.
			rmSync(path);
			if (existsSync(join(older, name))) copyFileSync(join(older, name), path);
			return `${name} as it was some trials ago`;
		},
		() => {
			const bytes = readFileSync(path);
			const page = chance(Math.ceil(bytes.length / 4_096)) * 4_096;
			replace(path, bytes.fill(0, page, Math.min(page + 4_096, bytes.length)));
			return `a page of ${name} full of zeros`;
		},
		() => {
			const rows = rowsOf(path);
			replace(path, Buffer.from(rows.slice(0, chance(rows.length + 1)).join("\n"), "latin1"));
			return `${name} cut off at the end of a row`;
		},
		() => {
			const other = pick();
			const [rows, others] = [rowsOf(path), rowsOf(other)];
			rows[chance(rows.length)] = others[chance(others.length)] ?? "";
			replace(path, Buffer.from(rows.join("\n"), "latin1"));
			return `a row of ${relative(cache, other)} laid into ${name}`;
		},
		() => {
			cpSync(foreign, cache, { recursive: true, force: true });
			return "the cache of another book copied over";
		},
		() => {
			rmSync(cache, { recursive: true });
			cpSync(chance(2) === 0 ? older : foreign, cache, { recursive: true });
			return "another cache in its place";
		},
	];
	return ways[chance(ways.length)]?.() ?? "";
}

/** Not in place: the file may be the one of the published site. */
function replace(path: string, bytes: Uint8Array): void {
	rmSync(path);
	writeFileSync(path, bytes);
}

function rowsOf(path: string): string[] {
	return readFileSync(path, "latin1").split("\n");
}

function flip(path: string, chance: Chance): void {
	const bytes = readFileSync(path);
	const at = chance(bytes.length);
	bytes[at] = (bytes[at] ?? 0) ^ (1 << chance(8));
	writeFileSync(path, bytes);
}

function faultOf(folder: string, warm: string, cold: string): string | undefined {
	// How much had to be written is another matter.
	const [said, wantedSaid] = [warm, cold].map((report) => report.replace(/"outcome": .*/, ""));
	if (said !== wantedSaid) return `said\n${warm}\ninstead of\n${cold}\n`;
	const [ours, wanted] = ["dist", "cold"].map((name) => contentBelow(join(folder, name)));
	const paths = new Set([...(ours?.keys() ?? []), ...(wanted?.keys() ?? [])]);
	const wrong = [...paths].filter((path) => ours?.get(path) !== wanted?.get(path));
	return wrong.length > 0 ? `${wrong.join(" ")} wrong` : undefined;
}

function contentBelow(folder: string): Map<string, string> {
	return new Map(filesBelow(folder).map((path) => [relative(folder, path), readFileSync(path, "latin1")]));
}

/** The files by which Silcrow knows a folder as its own are left alone: without them it refuses the folder, as it should. */
function filesBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !(entry.name.startsWith(".") && entry.parentPath === folder))
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
}

async function buildByProgram(folder: string, args: string[]): Promise<string> {
	const bin = fileURLToPath(new URL("../bin/silcrow.js", import.meta.url));
	const all = [bin, "build", folder, "--allow-errors", "--format", "json", ...args];
	const { status, stdout } = spawnSync(process.execPath, all, { encoding: "utf8" });
	return `${status} ${stdout}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
	const { values } = parseArgs({
		options: { trials: { type: "string", default: "200" }, seed: { type: "string", default: "1" } },
	});
	const { trials, broken } = await spoilAtRandom(Number(values.trials), Number(values.seed), buildByProgram);
	console.log(`${trials} builds over a damaged cache, ${broken.length} not as without one`);
	for (const line of broken) console.log(`  ${line}`);
	if (broken.length > 0) process.exitCode = 1;
}

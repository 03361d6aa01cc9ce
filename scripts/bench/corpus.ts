import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The chapter that holds the runbook; smaller books have it at their end. */
const runbookNumber = 17;
const entries = 40;

const nouns =
	"node cluster disk image token secret probe volume route queue ledger table index backup rollout ingress".split(" ");
const adjectives = "stale idle primary warm narrow signed partial nightly static shared".split(" ");
const verbs = "drains replaces rejects rotates restores copies limits verifies schedules splits".split(" ");
const terms = ["Rollout", "Quorum", "Fencing token", "Write-ahead log", "Error budget", "Canary release"]
	.concat(["Leader election", "Circuit breaker", "Dead letter queue", "Hot partition", "Key rotation"])
	.concat(["Audit trail", "Game day", "Immutable image", "Burn rate", "Tail latency", "Service mesh", "Sidecar"]);

/** A generator of numbers that gives the same ones for the same seed. */
export type Chance = (below: number) => number;

/** Make a generator of numbers from a seed. */
export function chanceOf(seed: number): Chance {
	let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
	return (below) => {
		state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x297a2d39) >>> 0;
		return Math.floor((((state ^ (state >>> 13)) >>> 0) / 2 ** 32) * below);
	};
}

/** Write a book of so many chapters, each of about 16 KiB with six code blocks; the same number gives the same bytes. */
export function writeCorpus(folder: string, chapters: number): void {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(join(folder, "book"), { recursive: true });
	mkdirSync(join(folder, "glossary"), { recursive: true });
	for (let number = 1; number <= chapters; number += 1)
		writeFileSync(join(folder, "book", fileOf(number)), chapter(number, chapters));
	const list = terms.map((term, index) => `- **${term}**: what a chapter explains (Chapter ${(index % chapters) + 1})`);
	writeFileSync(join(folder, "glossary/glossary.md"), `# Glossary\n\n## Terms\n\n${list.join("\n")}\n`);
}

/** Name the file of a chapter. */
export function fileOf(number: number): string {
	return `${String(number).padStart(5, "0")}-chapter.md`;
}

function chapter(number: number, chapters: number): string {
	const chance = chanceOf(number);
	const runbook = Math.min(runbookNumber, chapters);
	const isRunbook = number === runbook;
	const pick = (list: string[]) => list[chance(list.length)] ?? "";
	const clause = () => `the ${pick(adjectives)} ${pick(nouns)} ${pick(verbs)} the ${pick(nouns)}`;
	const reference = () =>
		[`(Chapter ${chance(chapters) + 1})`, `§${chance(entries) + 1}`, `(§${chance(10) + 1} of ch${runbook})`][chance(3)];
	const sentence = () => {
		const parts = [`While ${clause()}, ${clause()}`];
		if (chance(8) === 0) parts.push(`which is a case of ${pick(terms).toLowerCase()}`);
		if (chance(8) === 0) parts.push(`with \`${pick(nouns)}.${pick(nouns)}\` set`);
		if (chance(9) === 0) parts.push(`as **${pick(adjectives)}** as ever ${reference()}`);
		if (chance(16) === 0) parts.push(`see [another chapter](${fileOf(chance(chapters) + 1)})`);
		return `${parts.join(", ")}.`;
	};
	const paragraph = () => Array.from({ length: 4 }, sentence).join(" ");
	const section = (index: number) => {
		const name = isRunbook ? `§${index + 1} ${pick(nouns)} ${index}` : `${pick(adjectives)} ${pick(nouns)} ${index}`;
		const blocks = Array.from({ length: isRunbook ? 1 : 4 }, paragraph);
		if (index < 6) blocks.splice(1, 0, code(index, pick, chance));
		if (index % 4 === 1) blocks.push(table(pick));
		if (index % 4 === 2) blocks.push(Array.from({ length: 4 }, () => `1. ${sentence()}`).join("\n"));
		return [`## ${name}`, ...blocks].join("\n\n");
	};
	const sections = Array.from({ length: isRunbook ? entries : 8 }, (_, index) => section(index));
	const matter = `---\nnumber: ${number}\n${isRunbook ? "runbook: true\n" : ""}---\n\n`;
	return `${matter}# The ${pick(adjectives)} ${pick(nouns)}\n\n${paragraph()}\n\n${sections.join("\n\n")}\n`;
}

function code(index: number, pick: (list: string[]) => string, chance: Chance): string {
	const lines = Array.from({ length: 10 }, (_, line) => {
		const [a, b] = [pick(nouns), pick(adjectives)];
		if (index % 4 === 0) return `${"  ".repeat(line % 3)}${a}-${line}: "${b}" # ${chance(900)}`;
		if (index % 4 === 1) return `kubectl get ${a} --namespace ${b} | grep -c "${b}" > ${a}.txt`;
		if (index % 4 === 2) return `SELECT ${a}, count(*) FROM ${b}_${a} WHERE size > ${chance(900)} GROUP BY ${a};`;
		return `if err := ${a}.Start(ctx, "${b}", ${chance(900)}); err != nil { return err }`;
	});
	return `\`\`\`${["yaml", "bash", "sql", "go"][index % 4]}\n${lines.join("\n")}\n\`\`\``;
}

function table(pick: (list: string[]) => string): string {
	const rows = Array.from({ length: 6 }, () => `| ${pick(nouns)} | \`${pick(nouns)}\` | ${pick(adjectives)} |`);
	return ["| Name | Key | State |", "| :--- | --- | ---: |", ...rows].join("\n");
}

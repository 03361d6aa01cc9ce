import type { Span } from "./diagnostic.ts";

/** The parts that an entry of the runbook may have; the settings say by what words each is led in. */
export type PartName = "use" | "need" | "steps" | "verify" | "rollback" | "escalate";

/** A piece of text without marks, as a terminal shows it. */
export type PlainBlock =
	/** Words of one paragraph; `marker` is what stands before the first line, such as `1. `. */
	| { kind: "text"; indent: number; marker: string; text: string }
	| { kind: "heading"; text: string }
	/** Code that is run, and code that is read. */
	| { kind: "command"; indent: number; code: string; isDestructive: boolean }
	| { kind: "code"; indent: number; code: string }
	| { kind: "table"; indent: number; rows: string[][] };

/** A part of an entry. */
export interface EntryPart {
	/** Undefined for a part that has a lead and none of the names, and for what stands before the first lead. */
	name?: PartName;
	/** The words that lead it in; empty before the first lead. */
	title: string;
	/** Of these words, or of the first block. */
	span: Span;
	/** As written, without the lead. */
	markdown: string;
	blocks: PlainBlock[];
}

/** One step of the part `steps`. */
export interface EntryStep {
	number: number;
	/** Of its first line. */
	span: Span;
	/** True where it says what to do, in words or as code. */
	isAction: boolean;
}

/** A block of code that a reader runs. */
export interface EntryCommand {
	part?: PartName;
	/** The step that it stands in. */
	step?: number;
	language: string;
	/** Without prompts, and without what the commands print. */
	code: string;
	/** Names between `<` and `>`, each once. */
	placeholders: string[];
	isDestructive: boolean;
}

/** An entry of the runbook as data; it has positions, so it stands in the unit and not in the outline. */
export interface Entry {
	/** The index of its heading in the outline. */
	heading: number;
	/** As written, from its heading to its end: offsets of the file. */
	from: number;
	to: number;
	/** SHA-256 of that text with plain line endings, in hex. */
	hash: string;
	parts: EntryPart[];
	steps: EntryStep[];
	commands: EntryCommand[];
	/** Placeholders of the commands that neither the entry nor the chapter's own text explains, at their first place. */
	unexplained: { name: string; span: Span }[];
	/** Where its alerts are named. */
	alerts: { name: string; span: Span }[];
}

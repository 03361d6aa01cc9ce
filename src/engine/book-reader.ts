import type { Address, Book, BookSymbol } from "../model/book.ts";
import { printOf } from "./prints.ts";

/** What linking a file asked of the book, by question, and what it was told, in short. */
export type Reads = ReadonlyMap<string, string>;

/** Knows of a book what was asked of it, and whether it would say the same as an earlier one. */
export interface BookReader {
	/** Give the book as one that notes what it is asked. */
	record(): { book: Book; reads: Map<string, string> };
	/** Note that a symbol was used whose key was known. */
	noteSymbol(key: string, reads: Map<string, string>): void;
	/** Tell whether this book answers all these questions as they were answered. */
	answersAlike(reads: Reads): boolean;
}

/**
 * Make the reader of a book. A question is the way from the book to a value, a line for each step; a symbol or an
 * address is one value. The settings are not noted, for every file follows from them.
 */
export function makeBookReader(original: Book): BookReader {
	const shortOf = new WeakMap<object, string>();
	const answers = new Map<string, string>();
	return {
		record() {
			const reads = new Map<string, string>();
			return { book: recorded(original, reads, answerTo), reads };
		},
		noteSymbol(key, reads) {
			const question = `.symbols\n${keyed("get", key)}`;
			reads.set(question, answer(question));
		},
		answersAlike(reads) {
			for (const [question, told] of reads) if (answer(question) !== told) return false;
			return true;
		},
	};

	/** Most questions are asked by many files. */
	function answer(question: string): string {
		const known = answers.get(question) ?? answerTo(question, follow(question, original));
		answers.set(question, known);
		return known;
	}

	function answerTo(question: string, value: unknown): string {
		if (typeof value !== "object" || value === null) return shortened(`${typeof value} ${String(value)}`);
		const known = shortOf.get(value) ?? shortAnswer(question, value);
		shortOf.set(value, known);
		return known;
	}
}

type AnswerTo = (question: string, value: unknown) => string;

function recorded(original: Book, reads: Map<string, string>, answerTo: AnswerTo): Book {
	// Two ways to one chapter give one object, for chapters are compared.
	const chapters = new Map<object, object>();
	return recordedObject(original, "");

	function told(value: unknown, question: string): unknown {
		// That there is a map says nothing that a question to it would not say.
		if (value instanceof Map) return recordedMap(value, question);
		if (value instanceof Set) return recordedSet(value, question);
		reads.set(question, answerTo(question, value));
		if (typeof value !== "object" || value === null || isWhole(question, value)) return value;
		if (!("sections" in value)) return recordedObject(value, question);
		const known = chapters.get(value) ?? recordedObject(value, question);
		chapters.set(value, known);
		return known;
	}

	function recordedObject<Value extends object>(value: Value, question: string): Value {
		const given = new Map<string, unknown>();
		return new Proxy(value, {
			get(target, name) {
				const found = Reflect.get(target, name) as unknown;
				if (typeof name === "symbol" || typeof found === "function" || name === "settings") return found;
				return once(given, name, () => told(found, `${question}.${name}\n`));
			},
			has(target, name) {
				if (typeof name === "string") told(Reflect.get(target, name), `${question}.${name}\n`);
				return Reflect.has(target, name);
			},
			ownKeys: () => unforeseen(question),
			getOwnPropertyDescriptor: () => unforeseen(question),
		});
	}

	function recordedMap(map: Map<unknown, unknown>, question: string) {
		const own = recordedSet(map, question);
		const given = new Map<unknown, unknown>();
		const get = (key: unknown) => once(given, key, () => told(map.get(key), question + keyed("get", key)));
		const entries = () => [...own.keys()].map((key) => [key, get(key)]).values();
		const values = () => [...own.keys()].map(get).values();
		// A spread would ask for the size.
		return Object.assign(own, { get, entries, values, [Symbol.iterator]: entries });
	}

	function recordedSet(set: Map<unknown, unknown> | Set<unknown>, question: string) {
		const keys = () => {
			const all = [...set.keys()];
			told(all.join("\n"), `${question}keys\n`);
			return all.values();
		};
		const given = new Map<unknown, boolean>();
		const has = (key: unknown) => once(given, key, () => told(set.has(key), question + keyed("has", key)) as boolean);
		const size = () => told(set.size, `${question}size\n`) as number;
		return Object.assign(new Sized(size), { has, keys, values: keys, [Symbol.iterator]: keys });
	}
}

/**
 * Asks for its size when somebody wants it. Of an object with a getter of its own V8 makes a description that is old
 * from the start and holds the getter, and with it all that a file has asked, until the next full collection.
 */
class Sized {
	readonly #size: () => number;

	constructor(size: () => number) {
		this.#size = size;
	}

	get size(): number {
		return this.#size();
	}
}

/** A file asks most of its questions again and again, and a book is not changed while it is asked. */
function once<Key, Value>(given: Map<Key, Value>, key: Key, tell: () => Value): Value {
	const known = given.get(key);
	if (known !== undefined || given.has(key)) return known as Value;
	const value = tell();
	given.set(key, value);
	return value;
}

function unforeseen(question: string): never {
	throw new Error(`linking asks of the book what is not noted: ${question}`);
}

function keyed(verb: "get" | "has", key: unknown): string {
	return `${JSON.stringify([verb, key])}\n`;
}

/** Go from the book to what a question asks for. */
function follow(question: string, book: Book): unknown {
	let value: unknown = book;
	for (const step of question.split("\n").slice(0, -1)) {
		if (typeof value !== "object" || value === null) return undefined;
		value = stepFrom(value, step);
	}
	return value;
}

function stepFrom(value: object, step: string): unknown {
	if (step.startsWith(".")) return (value as Record<string, unknown>)[step.slice(1)];
	if (!(value instanceof Map || value instanceof Set)) return undefined;
	if (step === "size") return value.size;
	if (step === "keys") return [...value.keys()].join("\n");
	const [verb, key] = JSON.parse(step) as [string, unknown];
	if (verb === "has") return value.has(key);
	return value instanceof Map ? value.get(key) : undefined;
}

/** Of what has questions of its own it only counts which one it is. */
function shortAnswer(question: string, value: object): string {
	if (isWhole(question, value)) return shortened(JSON.stringify(value));
	if ("outline" in value) return `chapter ${(value.outline as { path: string }).path}`;
	if ("term" in value && "index" in value && "path" in value) return `term ${value.path} ${value.index}`;
	return "object";
}

/** The names of all files are asked for where one is misspelled. */
function shortened(text: string): string {
	return text.length > 40 ? printOf(text) : text;
}

/** A symbol, an address, or a front matter is data without further questions. */
function isWhole(question: string, value: object): value is BookSymbol | Address {
	return "page" in value || "key" in value || question.endsWith(".frontMatter\n");
}

import type { Book } from "../model/book.ts";
import type { Backlinks, LinkedUnit, Origin } from "../model/linked.ts";
import type { Keeper } from "../render/keep.ts";
import { printOf } from "./prints.ts";
import { type Columns, mapAgain } from "./table.ts";

/**
 * Turn the edges of all units round: by what they lead to, in the order of the book. What is kept says which files
 * refer to what, so that only the uses of those are read that somebody asks for.
 */
export function backlinksOf(
	linked: ReadonlyMap<string, LinkedUnit>,
	book: Book,
	{ keep, recall }: Pick<Keeper, "keep" | "recall">,
	columns: Columns = new Map(),
): Backlinks {
	const uses = mapAgain(columns, "uses", [...linked.values()], [], ({ edgeSum }) => edgeSum.uses);
	const print = keep("print of all uses", [uses], () => printOf(JSON.stringify(uses)));
	const paths = keep("order of files", [book], () => inOrder(linked, book));
	const { users, prints } = recall("backlinks", [book, print], () => joined(groupsOf(paths, linked, recall), book));
	const usersOf = keep("users of symbols", [users], () => new Map(users));
	const printByPath = keep("prints of uses", [prints], () => new Map(prints));
	const pathsOf = (key: string) => (usersOf.get(key) ?? []).flatMap((index) => paths[index] ?? []);
	const known = new Map<string, Origin[]>();
	return {
		get(key) {
			const origins = known.get(key) ?? pathsOf(key).flatMap((path) => originsIn(linked.get(path), key));
			known.set(key, origins);
			return origins;
		},
		users: pathsOf,
		printOf: (path) => printByPath.get(path) ?? "",
	};
}

function originsIn(unit: LinkedUnit | undefined, key: string): Origin[] {
	const origins: Origin[] = [];
	for (const [target, kind, from, section] of unit?.uses ?? [])
		if (target === key) origins.push({ path: unit?.path ?? "", kind, from, section });
	return origins;
}

/** Of so many files the uses are kept together: one that refers to something new costs a look at these. */
const groupSize = 50;

function inOrder(linked: ReadonlyMap<string, LinkedUnit>, book: Book): string[] {
	const order = [...book.chapters, ...book.appendices, ...book.plain].map((chapter) => chapter.outline.path);
	return [...new Set([...order, ...linked.keys()])];
}

function groupsOf(paths: string[], linked: ReadonlyMap<string, LinkedUnit>, recall: Keeper["recall"]): GroupUses[] {
	const groups: GroupUses[] = [];
	for (let from = 0; from < paths.length; from += groupSize) {
		const group = paths.slice(from, from + groupSize).flatMap((path) => linked.get(path) ?? []);
		const prints = group.map(({ edgeSum }) => edgeSum.uses);
		groups.push(recall(`uses in ${paths[from]}`, prints, () => usesIn(group)));
	}
	return groups;
}

/** What a group of files refers to: the key, a print of the uses, and the numbers of the files in the group. */
type GroupUses = [target: string, print: string, ...users: number[]][];

function usesIn(group: LinkedUnit[]): GroupUses {
	const found = new Map<string, { lines: string[]; users: number[] }>();
	for (const [index, { path, uses }] of group.entries()) {
		for (const [target, kind, from, section] of uses) {
			const one = found.get(target) ?? { lines: [], users: [] };
			found.set(target, one);
			one.lines.push(`${kind} ${from} ${section} ${path}`);
			if (one.users.at(-1) !== index) one.users.push(index);
		}
	}
	return [...found].map(([target, { lines, users }]) => [target, printOf(...lines), ...users]);
}

/** The files that refer to a symbol, by number, and a print of all uses of what is in a file. */
interface AllUses {
	users: [key: string, users: number[]][];
	prints: [path: string, print: string][];
}

function joined(groups: GroupUses[], { symbols }: Book): AllUses {
	const users = new Map<string, number[]>();
	const prints = new Map<string, string[]>();
	for (const [index, uses] of groups.entries()) {
		for (const [key, print, ...own] of uses) {
			// A section is in the file of its chapter, whose table need not be made for that.
			const path = symbols.get(key.replace(/§\d+$/, ""))?.path;
			if (path === undefined) continue;
			const known = users.get(key) ?? [];
			users.set(key, known);
			for (const user of own) known.push(index * groupSize + user);
			const said = prints.get(path) ?? [];
			prints.set(path, said);
			said.push(`${key} ${print}`);
		}
	}
	return { users: [...users], prints: [...prints].map(([path, said]) => [path, printOf(...said)]) };
}

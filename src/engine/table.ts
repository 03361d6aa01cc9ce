import { isDeepStrictEqual } from "node:util";
import { isSameList } from "./memo.ts";

/** Something for each file of a book, by path and in the order of the files. A table never changes; the next one shares with it what stays. */
export interface Table<Value> extends ReadonlyMap<string, Value> {
	readonly paths: readonly string[];
	readonly list: readonly Value[];
	/** Where in the list the value of a path is. */
	readonly places: ReadonlyMap<string, number>;
}

/** Make a table. Where its paths are those of another one, nothing is done for each of them. */
export function makeTable<Value>(
	paths: readonly string[],
	list: readonly Value[],
	like?: Table<unknown>,
): Table<Value> {
	const isAlike = like !== undefined && isSameList(paths, like.paths);
	const places = isAlike ? like.places : new Map(paths.map((path, place) => [path, place]));
	const known = isAlike ? like.paths : paths;
	function* entries(): MapIterator<[string, Value]> {
		for (const [place, path] of known.entries()) yield [path, list[place] as Value];
	}
	const table: Table<Value> = {
		paths: known,
		list,
		places,
		size: list.length,
		get(path) {
			const place = places.get(path);
			return place === undefined ? undefined : list[place];
		},
		has: (path) => places.has(path),
		keys: () => known.values(),
		values: () => list.values(),
		entries,
		forEach(visit) {
			for (const [path, value] of entries()) visit(value, path, table);
		},
		[Symbol.iterator]: entries,
	};
	return table;
}

/** What was made of each member of a list, and what it follows from besides. */
interface Column {
	of: readonly unknown[];
	inputs: readonly unknown[];
	made: readonly unknown[];
}

/** By a name of what is made. */
export type Columns = Map<string, Column>;

/** Makes something of a member in a place; it may give again what was made of the member that was there before. */
type Make<Member, Made> = (member: Member, place: number, before: Made | undefined) => Made;

/**
 * Make something of each member of a list. What was made of the same object in the same place the last time, from the
 * same inputs, is taken over, so that of a large book no more is looked at than what changed; where nothing made is
 * another, the list of it is the same object.
 */
export function mapAgain<Member, Made>(
	columns: Columns,
	name: string,
	members: readonly Member[],
	inputs: readonly unknown[],
	make: Make<Member, Made>,
): readonly Made[] {
	const before = columnFor(columns, name, members, inputs);
	const made = before
		? replaced(before, members, make)
		: members.map((member, place) => make(member, place, undefined));
	columns.set(name, { of: members, inputs, made });
	return made;
}

/** List the members of which `mapAgain` would make something. */
export function othersThan<Member>(
	columns: Columns,
	name: string,
	members: readonly Member[],
	inputs: readonly unknown[],
): readonly Member[] {
	const before = columnFor(columns, name, members, inputs);
	return before ? members.filter((member, place) => member !== before.of[place]) : members;
}

function columnFor(
	columns: Columns,
	name: string,
	members: readonly unknown[],
	inputs: readonly unknown[],
): Column | undefined {
	const known = columns.get(name);
	const isFor = known !== undefined && known.of.length === members.length && isSameList(known.inputs, inputs);
	return isFor ? known : undefined;
}

/** List what most values do not have, such as faults, of all that have some; the same list as long as these say nothing new. */
export function gather<Value, Part>(
	columns: Columns,
	name: string,
	{ list }: Table<Value>,
	partsOf: (value: Value) => readonly Part[],
): readonly Part[] {
	const parts = mapAgain(columns, name, list, [], (value, _, before?: readonly Part[]): readonly Part[] => {
		const own = partsOf(value);
		if (own.length === 0) return none;
		return before && isDeepStrictEqual(own, before) ? before : own;
	});
	const [all = none] = mapAgain(columns, `all ${name}`, [parts], [], () => parts.flat());
	return all;
}

const none: readonly never[] = [];

function replaced<Member, Made>(
	{ of, made }: Column,
	members: readonly Member[],
	make: Make<Member, Made>,
): readonly Made[] {
	let next: Made[] | undefined;
	// A loop over entries takes ten times as long, for an entry is an object.
	for (let place = 0; place < members.length; place += 1) {
		if (members[place] === of[place]) continue;
		const one = make(members[place] as Member, place, made[place] as Made);
		if (one === made[place]) continue;
		next ??= made.slice() as Made[];
		next[place] = one;
	}
	return next ?? (made as readonly Made[]);
}

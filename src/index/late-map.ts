/** Gives what one of many owners has in a map. */
export type EntriesOf<Owner, Value> = (owner: Owner) => Iterable<[string, Value]>;

/** Who owns what in a map. */
export interface Owners<Owner, Value> {
	/** In the order in which they stand in the map, behind what is in it already. */
	all: readonly Owner[];
	/** Give the only one that may have a key. */
	of(key: string): Owner | undefined;
	entries: EntriesOf<Owner, Value>;
}

/**
 * Give a map that has what is in another one, and what its owners have. That is asked for when somebody wants one of it,
 * or looks at the map as a whole: of the table of a large book a run after a small edit needs little.
 */
export function lateMap<Owner, Value>(
	known: ReadonlyMap<string, Value>,
	owners: Owners<Owner, Value>,
): Map<string, Value> {
	const map = new Map(known);
	const { get, set, keys, values, entries, forEach } = map;
	const asked = new Set<Owner>();
	let isWhole = false;
	const add = (owner: Owner): void => {
		for (const [key, value] of owners.entries(owner)) set.call(map, key, value);
	};
	const find = (key: string): Value | undefined => {
		const owner = isWhole ? undefined : owners.of(key);
		if (owner !== undefined && !asked.has(owner)) {
			asked.add(owner);
			add(owner);
		}
		return get.call(map, key);
	};
	const whole = (): Map<string, Value> => {
		if (isWhole) return map;
		isWhole = true;
		map.clear();
		for (const [key, value] of known) set.call(map, key, value);
		for (const owner of owners.all) add(owner);
		return map;
	};
	Object.defineProperty(map, "size", { get: () => Reflect.get(Map.prototype, "size", whole()) as number });
	return Object.assign(map, {
		get: find,
		has: (key: string) => find(key) !== undefined,
		keys: () => keys.call(whole()),
		values: () => values.call(whole()),
		entries: () => entries.call(whole()),
		[Symbol.iterator]: () => entries.call(whole()),
		forEach: (each: (value: Value, key: string, map: Map<string, Value>) => void) => forEach.call(whole(), each),
	});
}

/** Properties of an object that are read together when one of them is needed. */
export interface LazyGroup<Source> {
	names: readonly string[];
	load(source: Source): object;
	/** Once loaded, it is held always, or only as long as the shelf has a place for it. */
	held: "always" | Shelf;
}

/** Holds what was loaded last, by keys that are objects. */
export type Shelf = (key: object, load: () => object) => object;

/**
 * Make a shelf with so many places; a new value takes the place of the oldest. A weak reference would not do: what it
 * has given is held until the running code ends, and that may be a stage that looks at every file of the book.
 */
export function makeShelf(places: number): Shelf {
	const keys: object[] = [];
	// A map that is changed so often leaves tables behind whose values the young collector takes for used.
	const values: object[] = [];
	let next = 0;
	return (key, load) => {
		const known = values[keys.indexOf(key)];
		if (known) return known;
		const value = load();
		keys[next] = key;
		values[next] = value;
		next = (next + 1) % places;
		return value;
	};
}

/** Makes an object of what is known of it, and of what the rest is loaded from. */
export type MakeLazy<Whole, Source> = (known: Partial<Whole>, source: Source) => Whole;

/**
 * Make a maker of objects some of whose properties are loaded when they are asked for. They share a prototype, for a
 * large book has thousands of them, and to give each its own accessors takes longer than to read what they need.
 */
export function makeLazyMaker<Whole extends object, Source>(groups: LazyGroup<Source>[]): MakeLazy<Whole, Source> {
	const prototype = {};
	for (const [index, group] of groups.entries())
		for (const name of group.names)
			Object.defineProperty(prototype, name, {
				get(this: { [rest]: Rest<Source> }) {
					return Reflect.get(loaded(group, index, this[rest]), name) as unknown;
				},
			});
	return (known, source) => {
		const object = Object.assign(Object.create(prototype) as { [rest]: Rest<Source> }, known);
		object[rest] = { source, slots: [] };
		return object as unknown as Whole;
	};
}

/** Where an object has what was not loaded with it. */
const rest = Symbol("rest");

interface Rest<Source> {
	source: Source;
	/** By group: what was loaded, or the key of it on a shelf. */
	slots: (object | undefined)[];
}

function loaded<Source>({ load, held }: LazyGroup<Source>, index: number, { source, slots }: Rest<Source>): object {
	if (held === "always") {
		const value = slots[index] ?? load(source);
		slots[index] = value;
		return value;
	}
	const key = slots[index] ?? {};
	slots[index] = key;
	return held(key, () => load(source));
}

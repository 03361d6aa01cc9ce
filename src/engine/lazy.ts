/** Properties of an object that are read together when one of them is needed. */
export interface LazyGroup {
	names: readonly string[];
	load(): object;
	/** Once loaded, it is held always, or only as long as the shelf has a place for it. */
	held: "always" | Shelf;
}

/** Holds what was loaded last. */
export type Shelf = <Value>(load: () => Value) => Value;

/**
 * Make a shelf with so many places; a new value takes the place of the oldest. A weak reference would not do: what it
 * has given is held until the running code ends, and that may be a stage that looks at every file of the book.
 */
export function makeShelf(places: number): Shelf {
	const values = new Map<() => unknown, unknown>();
	return <Value>(load: () => Value): Value => {
		if (values.has(load)) return values.get(load) as Value;
		const value = load();
		values.set(load, value);
		for (const oldest of values.keys()) {
			if (values.size <= places) break;
			values.delete(oldest);
		}
		return value;
	};
}

/** Makes an object some of whose properties are loaded when they are asked for. */
export type MakeLazy = <Whole extends object>(known: Partial<Whole>, groups: LazyGroup[]) => Whole;

/**
 * Make a maker of lazy objects. Those with the same properties share a prototype, for a large book has thousands of
 * them, and to give each its own accessors takes longer than to read what they need.
 */
export function makeLazyMaker(): MakeLazy {
	const prototypes = new Map<string, object>();
	const loadersOf = new WeakMap<object, LazyGroup["load"][]>();
	return <Whole extends object>(known: Partial<Whole>, groups: LazyGroup[]): Whole => {
		const shape = groups.map(({ names }) => names.join(" ")).join("\n");
		const prototype = prototypes.get(shape) ?? prototypeOf(groups);
		prototypes.set(shape, prototype);
		const object = { __proto__: prototype, ...known };
		loadersOf.set(
			object,
			groups.map(({ load, held }) => (held === "always" ? once(load) : () => held(load))),
		);
		return object as unknown as Whole;
	};

	function prototypeOf(groups: LazyGroup[]): object {
		const prototype = {};
		for (const [index, { names }] of groups.entries())
			for (const name of names)
				Object.defineProperty(prototype, name, {
					get(this: object) {
						return Reflect.get(loadersOf.get(this)?.[index]?.() ?? {}, name) as unknown;
					},
				});
		return prototype;
	}
}

/** Load something when it is asked for the first time. */
export function once<Value>(load: () => Value): () => Value {
	let value: Value | undefined;
	return () => {
		value ??= load();
		return value;
	};
}

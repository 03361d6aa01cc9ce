/** Properties of an object that are read together when one of them is needed. */
export interface LazyGroup {
	names: string[];
	load(): Record<string, unknown>;
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

/** Make an object some of whose properties are loaded when they are asked for. */
export function lazyObject<Whole extends object>(known: Partial<Whole>, groups: LazyGroup[]): Whole {
	const object = { ...known };
	for (const { names, load, held } of groups) {
		const loaded = held === "always" ? once(load) : () => held(load);
		for (const name of names) Object.defineProperty(object, name, { enumerable: true, get: () => loaded()[name] });
	}
	return object as Whole;
}

function once<Value>(load: () => Value): () => Value {
	let value: Value | undefined;
	return () => {
		value ??= load();
		return value;
	};
}

/** Properties of an object that are read together when one of them is needed. */
export interface LazyGroup {
	names: string[];
	load(): Record<string, unknown>;
	/** Once loaded, it is held always, or only until memory is needed. */
	held: "always" | "while used";
}

/** Make an object some of whose properties are loaded when they are asked for. */
export function lazyObject<Whole extends object>(known: Partial<Whole>, groups: LazyGroup[]): Whole {
	const object = { ...known };
	for (const { names, load, held } of groups) {
		const loaded = held === "always" ? once(load) : whileUsed(load);
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

function whileUsed<Value extends object>(load: () => Value): () => Value {
	let last: WeakRef<Value> | undefined;
	return () => {
		const value = last?.deref() ?? load();
		if (last?.deref() !== value) last = new WeakRef(value);
		return value;
	};
}

/** Remembers from one rendering of the book to the next; an engine that runs again and again brings its own. */
export interface Keeper {
	/** Give the last value again where every input is still the same object, or make it. */
	keep<Value>(key: string, inputs: readonly unknown[], make: () => Value): Value;
	/** Give the last value again where the new one says the same. */
	settle<Value>(key: string, value: Value): Value;
}

/** A keeper without a memory, for a book that is rendered once. */
export const noKeeper: Keeper = {
	keep: (_key, _inputs, make) => make(),
	settle: (_key, value) => value,
};

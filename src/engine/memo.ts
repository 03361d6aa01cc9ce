import { isDeepStrictEqual } from "node:util";

/** The inputs and the result of the last call of a remembered function. */
interface Memory<Result> {
	inputs: readonly unknown[];
	result: Result;
}

/** Results by key, such as the path of a file. */
export type Memo<Result> = Map<string, Memory<Result>>;

/** Compute a pure function of some inputs, or hand back its last result for this key if every input is still the same object. A promise is remembered like any other result. */
export function remember<Result>(
	memo: Memo<Result>,
	key: string,
	inputs: readonly unknown[],
	compute: () => Result,
): Result {
	const known = memo.get(key);
	if (known && isSameList(known.inputs, inputs)) return known.result;
	const result = compute();
	memo.set(key, { inputs, result });
	return result;
}

/** Tell whether two lists have the same objects in the same places. */
export function isSameList(some: readonly unknown[], others: readonly unknown[]): boolean {
	return some === others || (some.length === others.length && some.every((one, index) => one === others[index]));
}

/** Hand back the object of the last time if the new one says the same, so that what depends on it stays as it is. */
export function settle<Value>(memo: Memo<Value>, key: string, value: Value): Value {
	const known = memo.get(key);
	if (known && (known.result === value || isDeepStrictEqual(known.result, value))) return known.result;
	memo.set(key, { inputs: [], result: value });
	return value;
}

/** Forget the keys that are no longer there. */
export function forget(memo: Memo<unknown>, keys: Pick<ReadonlySet<string>, "has">): void {
	for (const key of memo.keys()) if (!keys.has(key)) memo.delete(key);
}

/** What many need is made when the first of them asks, and then no more; a keeper need not remember anything. */
export function once<Value>(make: () => Value): () => Value {
	let made: { value: Value } | undefined;
	return () => {
		made ??= { value: make() };
		return made.value;
	};
}

/**
 * Run a task for every item, so many at a time, and give the results in the order of the items.
 * When one fails no further one begins, and the error is thrown after those under way have ended: whoever cleans up is then alone.
 */
export async function mapConcurrent<Item, Result>(
	items: readonly Item[],
	limit: number,
	task: (item: Item) => Promise<Result>,
): Promise<Result[]> {
	const results: Result[] = new Array(items.length);
	const errors: unknown[] = [];
	const queue = items.entries();
	const worker = async (): Promise<void> => {
		for (const [index, item] of queue) {
			try {
				results[index] = await task(item);
			} catch (error) {
				errors.push(error);
			}
			if (errors.length > 0) return;
		}
	};
	const workers = Array.from({ length: Math.min(limit, items.length) }, worker);
	await Promise.all(workers);
	if (errors.length > 0) throw errors[0];
	return results;
}

/** Find the key of an entry in the text of a lock: where it begins and ends, quotes included. */
export function lockPlace(source: string, key: string): [number, number] | undefined {
	const quoted = JSON.stringify(key);
	const found = source.indexOf(`${quoted}:`);
	return found === -1 ? undefined : [found, found + quoted.length];
}

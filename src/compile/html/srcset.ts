/** One of the addresses of a `srcset`, and for what size or density it is meant. */
export interface Candidate {
	url: string;
	size: string;
	/** The index of the address in the value. */
	start: number;
}

/** Read a `srcset` as browsers do: an address runs to the next white space, and may hold commas. */
export function candidatesOf(value: string): Candidate[] {
	const candidates: Candidate[] = [];
	let at = 0;
	while (at < value.length) {
		while (at < value.length && /[\s,]/.test(value.charAt(at))) at += 1;
		const start = at;
		while (at < value.length && !/\s/.test(value.charAt(at))) at += 1;
		if (at === start) break;
		const written = value.slice(start, at);
		const url = written.endsWith(",") ? written.slice(0, endWithoutCommas(written)) : written;
		const end = value.indexOf(",", at);
		const stop = written.endsWith(",") ? at : end === -1 ? value.length : end;
		candidates.push({ url, size: value.slice(at, stop).replace(/\s+/g, " ").trim(), start });
		at = stop;
	}
	return candidates;
}

function endWithoutCommas(written: string): number {
	let end = written.length;
	while (end > 0 && written[end - 1] === ",") end -= 1;
	return end;
}

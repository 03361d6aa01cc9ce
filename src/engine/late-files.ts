type Content = string | Uint8Array;

/** Files whose text is made each time that somebody asks for it, so that a large site is never held as a whole. */
export interface LateFiles {
	files: Map<string, Content>;
	later(address: string, make: () => Content): void;
	/** Make files whose addresses are not known, but begin with a word, when one of them is asked for; until then nobody sees them. */
	unlisted(beginning: string, make: () => ReadonlyMap<string, Content>): void;
}

/** Make a map of files some of which are made late. */
export function lateFiles(): LateFiles {
	const files = new Map<string, Content>();
	const makers = new Map<string, () => Content>();
	const unlisted = new Map<string, () => ReadonlyMap<string, Content>>();
	const { get, set, has } = files;
	function* entries(): MapIterator<[string, Content]> {
		for (const address of files.keys()) yield [address, textOf(address) ?? ""];
	}
	function* values(): MapIterator<Content> {
		for (const [, text] of entries()) yield text;
	}
	Object.assign(files, {
		get(address: string) {
			list(address);
			return textOf(address);
		},
		has(address: string) {
			list(address);
			return has.call(files, address);
		},
		set(address: string, text: Content) {
			makers.delete(address);
			return set.call(files, address, text);
		},
		entries,
		values,
		[Symbol.iterator]: entries,
	});
	return {
		files,
		later(address, make) {
			set.call(files, address, "");
			makers.set(address, make);
		},
		unlisted: (beginning, make) => void unlisted.set(beginning, make),
	};

	function list(asked: string): void {
		if (unlisted.size === 0 || has.call(files, asked)) return;
		for (const [beginning, make] of unlisted) {
			if (!asked.startsWith(beginning)) continue;
			unlisted.delete(beginning);
			for (const [address, text] of make()) set.call(files, address, text);
		}
	}

	function textOf(address: string): Content | undefined {
		// Only what is made late stands there empty.
		const text = get.call(files, address);
		return text === "" ? (makers.get(address)?.() ?? "") : text;
	}
}

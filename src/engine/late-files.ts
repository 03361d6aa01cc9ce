/** Files whose text is made each time that somebody asks for it, so that a large site is never held as a whole. */
export interface LateFiles {
	files: Map<string, string>;
	later(address: string, make: () => string): void;
}

/** Make a map of files some of which are made late. */
export function lateFiles(): LateFiles {
	const files = new Map<string, string>();
	const makers = new Map<string, () => string>();
	const { get, set } = files;
	function* entries(): MapIterator<[string, string]> {
		for (const address of files.keys()) yield [address, textOf(address) ?? ""];
	}
	function* values(): MapIterator<string> {
		for (const [, text] of entries()) yield text;
	}
	Object.assign(files, {
		get: textOf,
		set(address: string, text: string) {
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
	};

	function textOf(address: string): string | undefined {
		const make = makers.get(address);
		return make ? make() : get.call(files, address);
	}
}

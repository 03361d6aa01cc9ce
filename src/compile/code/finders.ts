/** What was found in some code. */
export interface Found {
	index: number;
	length: number;
}

/** Finds the next of what it knows in some code, from an index on. */
export type Find = (code: string, from: number) => Found | undefined;

/** A list of words, between what may stand before and behind them: any sign that is none of a word, or what a shell ends a word at. */
const listed =
	/^(\\b|\\\$\\b|\\\$\?\\b|\(\\\{\)\\b|\(\^\|\[\^\.\]\)\\b|\(\^\|\[\\s;\|&\]\|\[<>\]\\\(\)(?:\\b)?)\(\?:((?:[\w.: -]|\\\.|\||\(\?:|\)|\?)*)\)(\\b|\(\?=\$\|\[\)\\s;\|&\]\))$/;

/**
 * Make the finder of a pattern of Prism. For one that is a long list of words it finds any word and looks whether the
 * list has it: V8 makes a quarter of a megabyte of code of such a list, anew in each run. As in Prism, the first group
 * of a pattern with `hasLookbehind` is no part of what is found.
 */
export function finderOf(pattern: RegExp, hasLookbehind: boolean): Find {
	const [, before = "", list = "", behind = ""] = listed.exec(pattern.source) ?? [];
	const words = wordsIn(pattern.flags.includes("i") ? list.toUpperCase() : list);
	return words.length < 20 ? findBy(pattern, hasLookbehind) : findListed(pattern, hasLookbehind, before, words, behind);
}

function findBy(pattern: RegExp, hasLookbehind: boolean): Find {
	const regex = new RegExp(pattern.source, pattern.flags.includes("g") ? pattern.flags : `${pattern.flags}g`);
	return (code, from) => {
		regex.lastIndex = from;
		const match = regex.exec(code);
		if (!match) return undefined;
		const skipped = hasLookbehind ? (match[1]?.length ?? 0) : 0;
		return { index: match.index + skipped, length: match[0].length - skipped };
	};
}

function findListed(pattern: RegExp, hasLookbehind: boolean, before: string, list: string[], behind: string): Find {
	const ignoresCase = pattern.flags.includes("i");
	const words = new Set(list);
	// `FOR EACH ROW` is found before the word that it begins with.
	const several = list.filter((words) => words.includes(" "));
	const plain = findBy(pattern, hasLookbehind);
	const sign = behind === "\\b" ? "\\w" : "[\\w.:-]";
	const any = new RegExp(`${before}${hasLookbehind ? "" : "()"}(${sign}+)${behind}`, "g");
	return (code, from) => {
		any.lastIndex = from;
		for (let match = any.exec(code); match; match = any.exec(code)) {
			const [whole, skipped = "", written = ""] = match;
			const word = ignoresCase ? written.toUpperCase() : written;
			const start = match.index + whole.length - written.length;
			for (const one of several)
				if (one.startsWith(word) && code.slice(start, start + one.length).toUpperCase() === one)
					return plain(code, match.index);
			if (words.has(word)) return { index: match.index + skipped.length, length: whole.length - skipped.length };
		}
		return undefined;
	};
}

/** List what `CHAR(?:ACTER|SET)?|COLUMNS?` stands for. */
function wordsIn(list: string): string[] {
	if (!/[(?]/.test(list)) return list.replaceAll("\\", "").split("|");
	let at = 0;
	return readChoice();

	function readChoice(): string[] {
		const all: string[] = [];
		let some = [""];
		for (; at < list.length && list[at] !== ")"; at++) {
			if (list[at] === "|") {
				all.push(...some);
				some = [""];
				continue;
			}
			const ends = readPiece();
			const isOptional = list[at + 1] === "?";
			if (isOptional) at += 1;
			some = some.flatMap((one) => [...ends.map((end) => one + end), ...(isOptional ? [one] : [])]);
		}
		return [...all, ...some];
	}

	/** The index ends at the last sign of the piece. */
	function readPiece(): string[] {
		if (list.startsWith("(?:", at)) {
			at += 3;
			return readChoice();
		}
		if (list[at] === "\\") at += 1;
		return [list[at] ?? ""];
	}
}

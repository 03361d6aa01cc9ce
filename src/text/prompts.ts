/** What begins a line in which somebody typed, by what asked for it; the length of what matches is that of the prompt. */
const prompts = [
	// A shell: `$ `, `/app # `, `sh-5.2# `, `user@host:~$ `, `[root@host ~]# `.
	/^\s*\$ (?=\S)/,
	/^(?:(?:~|\/)[\w./-]* [$#]|(?:ba|z)?sh-[\d.]+[$#]|(?:➜ {1,2}\S+|❯)) /,
	/^(?:\([\w.-]+\) )?\[?[\w.-]+@[\w.-]+(?:[: ][^\s$#%>]*)?\]?\s?[$#%] /,
	// psql, whose prompt says what is still open: `db=> `, `db=*# `, `db-# `.
	/^[\w-]+=[*!?^]?[#>] /,
	/^(?:mysql|MariaDB \[[^\]]*\]|sqlite|cqlsh(?::\w+)?|redis|(?:redis )?[\w.-]+:\d+(?:\[\d+\])?)> /,
	/^PS(?: [^>\n]*)?> ?(?=\S)/,
	/^[A-Z]:\\[^>\n]*>(?=\S)/,
];

/** What begins a line that goes on with the one before, where one of the prompts above stands over it. */
const further = /^(?:[\w-]+[-('"*$][*!?^]?[#>] |\s+(?:->|\.\.\.>|['"`]>) |>> )/;

/** Of a root shell, or of zsh; in any other code the first is a comment. */
const bare = /^[#%] (?=[a-z./])/;
const opensShell = /\b(?:sudo (?:-i|-s|su)|su(?: -)?$|ssh |exec -\S*i?t|(?:ba|z)?sh$)/;

/** Tell for each line how long its prompt is: 0 where it has none. */
export function promptLengths(lines: string[], language: string): number[] {
	const lengths = lines.map((line) => firstOf(line));
	const isSession = /^(?:console|shell-?session|terminal)$/.test(language);
	if (isSession) {
		let isRoot = lengths.every((length) => length === 0);
		for (const [index, line] of lines.entries()) {
			if (lengths[index]) isRoot = opensShell.test(line.trimEnd());
			else if (isRoot) lengths[index] = bare.exec(line)?.[0].length ?? 0;
		}
	}
	if (lengths.every((length) => length === 0)) return lengths;
	return lengths.map((length, index) => length || (further.exec(lines[index] ?? "")?.[0].length ?? 0));
}

function firstOf(line: string): number {
	for (const prompt of prompts) {
		const found = prompt.exec(line);
		if (found) return found[0].length;
	}
	return 0;
}

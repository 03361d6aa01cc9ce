const shells = new Set([
	...["bash", "sh", "shell", "zsh", "ksh", "ash", "fish"],
	...["console", "terminal", "shellsession", "shell-session"],
]);
const others = new Set(["sql", "psql", "mysql", "powershell", "pwsh", "ps1", "promql", "logql"]);

/** Say whether code of this language is run in a terminal. */
export function isShell(language: string): boolean {
	return shells.has(language);
}

/** Say whether a reader runs code of this language at all; other code is read, or goes into a file. */
export function isRun(language: string): boolean {
	return shells.has(language) || others.has(language);
}

const shells = new Set(["bash", "sh", "shell", "zsh", "console"]);

/** Say whether code of this language is run in a terminal. */
export function isShell(language: string): boolean {
	return shells.has(language);
}

/** Take from what a terminal showed the commands alone: where lines have a prompt, these and the lines that continue them. */
export function commandsOf(text: string): string {
	const lines = text.trimEnd().split(/\r?\n/);
	if (!lines.some((line) => /^\s*\$ \S/.test(line))) return lines.join("\n");
	const commands: string[] = [];
	let continues = false;
	for (const line of lines) {
		const found = /^\s*\$ (.*)$/.exec(line);
		if (found || continues) commands.push(found?.[1] ?? line);
		continues = (!!found || continues) && line.endsWith("\\");
	}
	return commands.join("\n");
}

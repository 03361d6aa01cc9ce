import type { Severity } from "../model/diagnostic.ts";

/** Colours of a report for people; without colours the text stays as it is. */
export interface Paint {
	severity(severity: Severity, text: string): string;
	strong(text: string): string;
	quiet(text: string): string;
}

/** Make the colours for a terminal, or none. */
export function paintFor(hasColor: boolean): Paint {
	const sgr = (code: string, text: string) => (hasColor ? `\u001b[${code}m${text}\u001b[0m` : text);
	return {
		severity: (severity, text) => sgr(colors[severity], text),
		strong: (text) => sgr("1", text),
		quiet: (text) => sgr("34", text),
	};
}

const colors: Record<Severity, string> = { error: "1;31", warning: "1;33", info: "1;36" };

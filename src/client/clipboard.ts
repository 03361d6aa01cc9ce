import { make } from "./find.ts";

/** Copy a text. Plain http inside a company network has no clipboard, so the old way is tried too; `false` where both fail. */
export async function copyText(text: string): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		// Absent or forbidden: the old command works where there is a user's click.
		return copyOldWay(text);
	}
}

function copyOldWay(text: string): boolean {
	const area = make("textarea");
	area.value = text;
	area.className = "hide";
	document.body.append(area);
	area.select();
	const isCopied = document.execCommand("copy");
	area.remove();
	return isCopied;
}

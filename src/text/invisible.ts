/** Characters that change what a reader sees, or that nobody sees: controls, marks of direction, spaces without width. */
const invisible =
	/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g;

/** One of them: where it stands, and its name as Unicode writes it, such as `U+202E`. */
export interface Invisible {
	index: number;
	name: string;
}

/** Find the invisible characters of a text. Those that join letters of a script or the parts of an emoji are meant to be there. */
export function invisibleIn(text: string): Invisible[] {
	const found: Invisible[] = [];
	if (text.search(invisible) === -1) return found;
	for (const { 0: character, index } of text.matchAll(invisible)) {
		const isJoiner = character === "\u200C" || character === "\u200D";
		if (character === "\r" && text[index + 1] === "\n") continue;
		if (isJoiner && isLetter(text[index - 1]) && isLetter(text[index + 1])) continue;
		found.push({ index, name: nameOf(character) });
	}
	return found;
}

/** Draw each of them in some HTML as a sign that shows its name and is no text, so that a copy of the code is without it. */
export function showInvisible(html: string): string {
	const found = invisibleIn(html);
	if (found.length === 0) return html;
	let shown = "";
	let at = 0;
	for (const { index, name } of found) {
		shown += `${html.slice(at, index)}<span class="invisible" role="img" aria-label="invisible character ${name}" data-c="${name}"></span>`;
		at = index + 1;
	}
	return shown + html.slice(at);
}

function isLetter(character: string | undefined): boolean {
	return character !== undefined && character > "\u007F";
}

function nameOf(character: string): string {
	return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

import { escapeAttribute, escapeHtml } from "../text/escape.ts";

/**
 * Put a row with a field for each placeholder of the commands above the steps: what is typed there fills every command.
 * It takes no room, and is not shown, where no script runs.
 */
export function withPlaceholderFields(html: string): string {
	const names = placeholdersOf(html);
	if (names.length === 0) return html;
	const at = html.search(/<h2 class="lead" id="steps"|<ol class="steps"|<figure class="command/);
	const fields = `<div>${names.map(field).join("")}</div>`;
	const row =
		names.length <= most
			? `<div class="fill">${fields}</div>\n`
			: `<details class="fill"><summary>Values for the commands (${names.length})</summary>${fields}</details>\n`;
	return html.slice(0, at) + row + html.slice(at);
}

/** So many fields fit a line of a phone; more are folded, for they would push the first command off its screen. */
const most = 2;

function field(name: string): string {
	return `<label>${escapeHtml(name)} <input type="text" data-placeholder="${escapeAttribute(name)}"></label>`;
}

/** Placeholders of the commands, without brackets, in order and each once. */
function placeholdersOf(html: string): string[] {
	const found = new Set<string>();
	for (const [figure] of html.matchAll(/<figure class="command[^"]*">[\s\S]*?<\/figure>/g)) {
		for (const [, name] of figure.matchAll(/<span class="ph">(?:&lt;|&#x3C;)([^<&]+)(?:&gt;|&#x3E;|>)<\/span>/gi)) {
			if (name) found.add(name);
		}
	}
	return [...found];
}

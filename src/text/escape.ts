/** Escape text for the content of an HTML element. */
export function escapeHtml(text: string): string {
	return /[&<>]/.test(text) ? text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;") : text;
}

/** Escape text for an attribute value in double quotes. */
export function escapeAttribute(text: string): string {
	return escapeHtml(text).replace(/"/g, "&quot;");
}

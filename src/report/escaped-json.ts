/** Write data as JSON that is safe to print: control characters that JSON allows, and marks that turn the direction of writing, are escaped. */
export function escapedJson(data: unknown): string {
	return JSON.stringify(data, null, 2).replace(
		/[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
		(found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`,
	);
}

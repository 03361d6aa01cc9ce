/** A fault in a template: the file, the line where it is known, and what JavaScript says. The message has all three. */
export interface TemplateError extends Error {
	file: string;
	line?: number;
	/** What JavaScript says. */
	reason: string;
}

/** Make the error of a template, with the place in its message. */
export function templateError(file: string, line: number | undefined, reason: string, cause: unknown): TemplateError {
	const place = line === undefined ? file : `${file}:${line}`;
	const error = new Error(`${place}: ${reason}`, { cause });
	return Object.assign(error, { file, reason, ...(line === undefined ? {} : { line }) });
}

/** Tell the fault of a template, which the book may have brought itself, from all others. Its name does not: Eta gives its own errors the name of what they wrap. */
export function isTemplateError(error: unknown): error is TemplateError {
	return error instanceof Error && "file" in error && "reason" in error;
}

/** Who has to act: whoever typed the command or wrote the settings, or whoever runs the machine. */
export type FailureKind = "usage" | "machine";

/** A problem of the world, with what a person can do about it. `cli.ts` catches it and turns its kind into an exit code. */
export interface Failure extends Error {
	failure: FailureKind;
	/** The file or folder that it is about. */
	path?: string;
	hints: string[];
}

/** Make the error for a command that was called wrongly. */
export function usageFailure(
	message: string,
	details: { path?: string; hints?: string[]; cause?: unknown } = {},
): Failure {
	return makeFailure("usage", message, details);
}

/** Make the error for a machine that does not do what it was asked; the path is added because system errors often lack it. */
export function machineFailure(
	message: string,
	details: { path?: string; hints?: string[]; cause?: unknown } = {},
): Failure {
	return makeFailure("machine", message, details);
}

/** Tell our own failures from errors that nobody expected. */
export function isFailure(error: unknown): error is Failure {
	return error instanceof Error && "failure" in error;
}

/** Give the code of a system error, such as `ENOENT`, or undefined for anything else. */
export function systemCode(error: unknown): string | undefined {
	if (!(error instanceof Error) || !("code" in error)) return undefined;
	if (!("syscall" in error) || typeof error.code !== "string") return undefined;
	return error.code === fullQuota ? "EDQUOT" : error.code;
}

/** Node has no name for it, and gives the number that it has on Linux. */
const fullQuota = "Unknown system error -122";

/** Say in words what a system error means, for those that people meet. */
export function explainSystemError(error: unknown): string {
	const code = systemCode(error);
	const words = code && meanings[code];
	if (words) return `${words} (${code})`;
	return error instanceof Error ? error.message : String(error);
}

/** Say what to do about a system error of writing, where that is plain. */
export function remediesOf(error: unknown): string[] {
	const remedy = remedies[systemCode(error) ?? ""];
	return remedy === undefined ? [] : [remedy];
}

const elsewhere = "make it writable, or choose another place";
const room = "make room there, or choose another place";
const remedies: Record<string, string> = {
	EACCES: elsewhere,
	EPERM: elsewhere,
	EROFS: elsewhere,
	EDQUOT: room,
	ENOSPC: room,
};

const meanings: Record<string, string> = {
	EACCES: "permission denied",
	EBUSY: "it is in use or a mount point",
	EDQUOT: "the disk quota is used up",
	EFBIG: "the file is larger than allowed",
	EIO: "the disk failed",
	EISDIR: "it is a folder",
	ELOOP: "too many symbolic links",
	EMFILE: "too many open files",
	ENAMETOOLONG: "the name is too long",
	ENFILE: "too many open files on this machine",
	ENOENT: "there is no such file or folder",
	ENOSPC: "no space is left on the disk",
	ENOTDIR: "it is not a folder",
	ENOTEMPTY: "the folder is not empty",
	EPERM: "the operation is not permitted",
	EROFS: "the disk is read-only",
	EXDEV: "it lies on another disk",
};

function makeFailure(
	failure: FailureKind,
	message: string,
	{ path, hints = [], cause }: { path?: string; hints?: string[]; cause?: unknown },
): Failure {
	return Object.assign(new Error(message, { cause }), {
		name: "Failure",
		failure,
		hints,
		...(path === undefined ? {} : { path }),
	});
}

import type { History } from "../model/history.ts";
import { systemCode } from "./failure.ts";
import { gitFolder, gitHead, hasCommit } from "./git-head.ts";

/**
 * Ask git for the history of a book's files, in one go for all of them. Without git, or outside of a repository, nothing
 * is known. `SOURCE_DATE_EPOCH` stands in place of the time of the last commit, as it does for other programs.
 */
export async function readHistory(root: string, paths: readonly string[]): Promise<History> {
	// To start a program only to hear that there is no repository takes 20 ms.
	const isRepository = (gitFolder(root) ?? process.env.GIT_DIR) !== undefined;
	const { changes, commit, time, isRead } = isRepository ? await readLog(root, paths) : noLog;
	const { SOURCE_DATE_EPOCH: epoch } = process.env;
	const stamp = epoch !== undefined && /^\d{1,11}$/.test(epoch) ? isoTime(epoch) : time;
	const isUnknown = !isRead && hasCommit(gitHead(root));
	return {
		changes,
		...(isUnknown ? { isUnknown } : {}),
		...(stamp === undefined ? {} : { time: stamp }),
		...(commit === undefined ? {} : { commit }),
	};
}

const folders = ["book", "glossary", "public", "templates"];

interface Log {
	isRead: boolean;
	changes: Map<string, string>;
	commit?: string;
	time?: string;
}

const noLog: Log = { isRead: true, changes: new Map() };

/** Read commits from the last one back, until every file has been met. */
async function readLog(root: string, paths: readonly string[]): Promise<Log> {
	const log: Log = { isRead: false, changes: new Map() };
	const wanted = new Set(paths);
	let time: string | undefined;
	const read = (item: string): "enough" | "more" => {
		const [, hash, author, committer, marks] = /^\n?\x01(\w+) (\d+) (\d+) ?(.*)$/.exec(item) ?? [];
		if (hash === undefined) {
			const path = item.replace(/^\n/, "");
			if (time !== undefined && wanted.delete(path)) log.changes.set(path, time);
			return wanted.size === 0 ? "enough" : "more";
		}
		log.commit ??= hash.slice(0, 10);
		log.time ??= isoTime(committer ?? "");
		// Where a shallow clone ends, every file seems to be new: what is not known is left out.
		time = marks?.split(", ").includes("grafted") ? undefined : isoTime(author ?? "");
		return "more";
	};
	const format = "--format=%x01%H %at %ct %D";
	const decoration = ["--decorate=full", "--decorate-refs-exclude=*"];
	const args = ["log", "-z", "--name-only", "--no-renames", "--relative", ...decoration, format, "--", ...folders];
	log.isRead = await git(root, args, read);
	return log;
}

/** Run git, and give its output item by item until there is enough. Gives false where it fails; then there may be none. */
async function git(root: string, args: string[], read: (item: string) => "enough" | "more"): Promise<boolean> {
	const { spawn } = await import("node:child_process");
	return await new Promise<boolean>((resolve, reject) => {
		const child = spawn("git", ["--no-pager", ...settings, ...args], {
			cwd: root,
			stdio: ["ignore", "pipe", "ignore"],
			env: { ...process.env, ...environment },
			windowsHide: true,
		});
		let rest = "";
		child.stdout.setEncoding("utf8");
		child.stdout.on("data", (chunk: string) => {
			const items = (rest + chunk).split("\0");
			rest = items.pop() ?? "";
			if (!items.some((item) => read(item) === "enough")) return;
			resolve(true);
			child.stdout.destroy();
			child.kill();
		});
		child.on("error", reject);
		child.on("close", (code) => resolve(code === 0));
	}).catch((error: unknown) => {
		if (systemCode(error) === undefined) throw error;
		return false;
	});
}

/** A repository may be set up to start programs for what is only looked at here. */
const settings = ["-c", "log.showSignature=false", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"];

/** Git asks nobody, fetches nothing that a partial clone left out, and locks nothing. */
const environment = {
	GIT_TERMINAL_PROMPT: "0",
	GIT_OPTIONAL_LOCKS: "0",
	GIT_ALLOW_PROTOCOL: "none",
	GIT_NO_LAZY_FETCH: "1",
	LC_ALL: "C",
};

function isoTime(seconds: string): string {
	return new Date(Number(seconds) * 1000).toISOString().replace(/\.\d+Z$/, "Z");
}

import { join } from "node:path";
import { exitCodes } from "../cli.ts";
import { nextLock } from "../index/next-lock.ts";
import type { PublishedState } from "../model/engine.ts";
import { describeChanges } from "../report/lock-changes.ts";
import { printLock } from "../report/lock-json.ts";
import { lockSummary } from "../report/step-summary.ts";
import { counted } from "../text/counted.ts";
import { usageFailure } from "../world/failure.ts";
import { replaceFile } from "../world/replace-file.ts";
import { bookCompiler } from "./compile-book.ts";
import type { CommandContext } from "./context.ts";
import { addSummary, type ReportOptions, report, textsOf } from "./report.ts";

/** What `silcrow lock` may be told. */
export interface LockOptions {
	check?: boolean;
	/** Keys or addresses of the lock that may be forgotten, though nothing took their place. */
	drop?: string[];
	/** Keys or addresses whose matter is still the same, though title and text are others. */
	same?: string[];
}

/** Bring the lock up to date with the book, and tell what changed; with `check`, only tell. What was published is never forgotten unless it is named. */
export async function lock(folder: string, options: LockOptions, context: CommandContext): Promise<number> {
	const { terminal } = context;
	const compiler = await bookCompiler(folder, context, { isCheck: true });
	const found = await compiler.read();
	const isFirst = found.lockText === undefined;
	const { diagnostics, published } = await compiler.compile({ ...found, lockText: found.lockText ?? emptyLock });
	if (!published) {
		const faults = diagnostics.filter(({ code }) => code === "bad-lock");
		await report(
			{ texts: textsOf(found), diagnostics: faults, outcome: `${lockPath} is as it was.`, folder },
			textReport,
			context,
		);
		return exitCodes.errors;
	}
	const { before, now, changes } = published;
	const next = nextLock(before, now, changes, { drop: new Set(options.drop), same: new Set(options.same) });
	if (next.idle.length > 0) throw nothingLost(next.idle, published);
	const runbook = [...now.entries].find(([, { at }]) => at[0]?.startsWith("runbook/"))?.[0].replace(/§.*/, "");
	const lines = describeChanges(changes, runbook);
	if (next.refused.length > 0) {
		const losses = diagnostics.filter(({ code, path }) => /^(?:lost-|broken-redirect)/.test(code) || path === lockPath);
		const outcome = `${lockPath} is as it was: it would forget what was published. Write what became of it, or name it with --drop.`;
		await report(
			{ texts: textsOf(found), diagnostics: losses, outcome, folder },
			{ ...textReport, all: true },
			context,
		);
		return exitCodes.errors;
	}
	const text = printLock(next.lock);
	const isCurrent = text === found.lockText;
	if (lines.length > 0) terminal.print(`${lines.join("\n")}\n`);
	if (options.check) {
		await addSummary(lockSummary(lines, now.entries.size), context);
		if (lines.length > 0 || isFirst) terminal.note(`${lockPath} is out of date: run \`silcrow lock\` and commit it.`);
		else terminal.print(`${lockPath} is up to date: ${counted(now.entries.size, "entry", "entries")}.\n`);
		return lines.length > 0 || isFirst ? exitCodes.errors : exitCodes.clean;
	}
	if (!isCurrent) await replaceFile(join(folder, lockPath), text);
	terminal.print(
		isCurrent
			? `${lockPath} was up to date: ${counted(next.lock.entries.size, "entry", "entries")}.\n`
			: `Wrote ${lockPath}: ${counted(next.lock.entries.size, "entry", "entries")}. Commit it together with the change.\n`,
	);
	return exitCodes.clean;
}

const lockPath = "book/book.lock.json";
const emptyLock = '{"version": 1, "entries": {}}\n';
const textReport: ReportOptions = { format: "text" };

function nothingLost(names: string[], { before }: PublishedState): Error {
	const [name = ""] = names;
	const known = before.entries.has(name) || [...before.entries.values()].some(({ at }) => at.includes(name));
	const message = known ? `${name} is not lost, so there is nothing to say about it` : `the lock has no ${name}`;
	return usageFailure(message, {
		hints: ["name a key or an address as the report shows it: ch:17§26, runbook/26.html"],
	});
}

import { join } from "node:path";
import { spoiled } from "../model/spoiled.ts";
import { bundleFolder } from "../world/package.ts";
import type { HelperOrders } from "./helper-orders.ts";

/** Another process that does a part of the work. */
export interface Helper {
	/** Have something done; undefined where the process died of it. */
	ask<Name extends keyof HelperOrders>(
		name: Name,
		order: HelperOrders[Name]["order"],
	): Promise<HelperOrders[Name]["answer"] | undefined>;
	/** Tell whether it was ended from outside, or fell silent: then what it was asked for is not the cause. */
	wasStopped(): boolean;
	end(): void;
}

/** Starts a helper; a test may bring its own. */
export type StartHelper = (limits?: { megabytes: number }) => Helper;

/** What a helper is sent. */
export type HelperMessage = {
	[Name in keyof HelperOrders]: { name: Name; order: HelperOrders[Name]["order"] };
}[keyof HelperOrders];

/** What a helper sends back. */
export type HelperReply = { answer: unknown } | { fault: string; isSpoiled: boolean };

/** Start a process that helps. It ends with `end`, or with this process, or when nothing was heard of it for long. */
export const startHelper: StartHelper = helperStarter(60);

/** Make what starts helpers that may be silent for so many seconds; more than any order takes, be the machine ever so busy. */
export function helperStarter(longestSilence: number): StartHelper {
	return (limits) => startWithin(longestSilence, limits);
}

function startWithin(longestSilence: number, limits: Parameters<StartHelper>[0]): Helper {
	// Loaded here, for most runs start none.
	const { fork } = process.getBuiltinModule("node:child_process");
	const child = fork(join(bundleFolder(), "helper-process.js"), {
		execArgv: limits ? [`--max-old-space-size=${limits.megabytes}`] : [],
		// Texts, and maps of texts, are sent as they are.
		serialization: "advanced",
		// Its last words, such as those of an abort, are no message to the writer. One that may be busy for long gives signs.
		stdio: ["ignore", "ignore", "ignore", "ipc", ...(limits ? (["pipe"] as const) : [])],
	});
	const life = { silence: 0, isSpent: false, wasStopped: false };
	const waiting: ((reply: HelperReply) => void)[] = [];
	// It answers in the order in which it was asked.
	child.on("message", (reply) => {
		life.silence = 0;
		waiting.shift()?.(reply as HelperReply);
	});
	child.stdio[signsPlace]?.on("data", (data) => {
		life.silence = 0;
		if (String(data).includes(signs.spent)) life.isSpent = true;
	});
	const dead = new Promise<undefined>((resolve, reject) => {
		// It may have been stopped, and nothing tells of that. Where this process was, too, only one second has gone by.
		const clock = setInterval(() => {
			life.silence = waiting.length > 0 ? life.silence + 1 : 0;
			if (life.silence <= longestSilence) return;
			life.wasStopped = true;
			child.kill("SIGKILL");
			end();
		}, 1_000).unref();
		const end = (): void => {
			clearInterval(clock);
			resolve(undefined);
		};
		child.once("exit", (_, signal) => {
			if (signal !== null && askingSignals.has(signal) && !life.isSpent) life.wasStopped = true;
			end();
		});
		child.once("error", (error) => {
			clearInterval(clock);
			reject(new Error("a process that helps cannot be started", { cause: error }));
		});
	});
	// It is looked at when something is sent, and may be known before.
	dead.catch(() => {});
	return {
		async ask<Name extends keyof HelperOrders>(name: Name, order: HelperOrders[Name]["order"]) {
			const answered = new Promise<HelperReply>((resolve) => waiting.push(resolve));
			if (child.connected) child.send({ name, order } as HelperMessage, () => {});
			const reply = await Promise.race([answered, dead]);
			if (reply && "fault" in reply) throw reply.isSpoiled ? spoiled() : new Error(reply.fault);
			return reply?.answer as HelperOrders[Name]["answer"] | undefined;
		},
		wasStopped: () => life.wasStopped,
		end: () => void child.kill("SIGKILL"),
	};
}

/** Where one that may be busy for long gives signs of life, as a process numbers its files. */
export const signsPlace = 4;

/** That it lives, and that it has computed for as long as it may. */
export const signs = { life: ".", spent: "!" };

/** What others send to end a process; what a parser dies of is another one. */
const askingSignals = new Set<NodeJS.Signals>(["SIGHUP", "SIGINT", "SIGKILL", "SIGTERM"]);

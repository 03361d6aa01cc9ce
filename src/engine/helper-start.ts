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

/** Start a process that helps. It ends with `end`, or with this process. */
export const startHelper: StartHelper = (limits) => {
	// Loaded here, for most runs start none.
	const { fork } = process.getBuiltinModule("node:child_process");
	const child = fork(join(bundleFolder(), "helper-process.js"), {
		execArgv: limits ? [`--max-old-space-size=${limits.megabytes}`] : [],
		// Texts, and maps of texts, are sent as they are.
		serialization: "advanced",
		// Its last words, such as those of an abort, are no message to the writer.
		stdio: ["ignore", "ignore", "ignore", "ipc"],
	});
	const waiting: ((reply: HelperReply) => void)[] = [];
	// It answers in the order in which it was asked.
	child.on("message", (reply) => waiting.shift()?.(reply as HelperReply));
	const dead = new Promise<undefined>((resolve, reject) => {
		child.once("exit", () => resolve(undefined));
		child.once("error", (error) => reject(new Error("a process that helps cannot be started", { cause: error })));
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
		end: () => void child.kill("SIGKILL"),
	};
};

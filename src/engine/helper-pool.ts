import { compile, compileUnparsed } from "../compile/compile.ts";
import { isSuspicious } from "../compile/parse/suspicion.ts";
import type { EngineOptions } from "../model/engine.ts";
import type { SharedStore, StoreRow } from "../model/store.ts";
import type { Unit } from "../model/unit.ts";
import { takeParcel } from "../world/parcel.ts";
import type { CompileJob } from "./compile-job.ts";
import { type Draw, type DrawnAhead, drawAhead } from "./draw-ahead.ts";
import type { BookOrder, SiteOrder, WorkOrder } from "./helper-orders.ts";
import { type Helper, type StartHelper, startHelper } from "./helper-start.ts";
import type { PackedUnit } from "./packed-unit.ts";

/** What one suspicious file may take, in seconds of computing and in megabytes. */
const ownGuard = { seconds: 10, megabytes: 512 };

/** What came of a file: as an object, as the text in which another process told it, or kept in the store by another process. What takes too long on a busy machine may not on an idle one. */
export type Compiled = { unit: Unit; isChance?: true } | { packed: PackedUnit; isChance?: true } | { isKept: true };

/** Those who work on the files of one run. */
export interface HelperPool {
	/** Ask for a file; it is compiled when the pool works, and what comes of it is taken at once. */
	add<Taken>(job: CompileJob, take: (compiled: Compiled) => Taken): Promise<Taken>;
	/** Compile what was asked for. */
	work(): Promise<void>;
	/**
	 * Have those who helped to compile a book take more work from the end of its lists, the blocks first, until no link is
	 * left. What they have done lies in the store. What one dies of, or has not begun with, is not done.
	 */
	goOn(book: Omit<BookOrder, "rows">, left: WorkOrder): Promise<void>;
	/** Have those who know the book draw pages of its site; undefined where there is nobody. Whoever asks for it ends the pool. */
	draw(site: Omit<SiteOrder, "rows">, pages: string[]): DrawnAhead | undefined;
	end(): void;
}

/** What a pool is made of. */
export interface HelperPoolOptions {
	helpers?: EngineOptions["helpers"] | undefined;
	/** The store that helpers may use too; without it they tell what they have done. */
	shared?: SharedStore | undefined;
	start?: StartHelper;
	/** Of those who compile a suspicious file. */
	guard?: typeof ownGuard;
}

interface Task extends CompileJob {
	done(compiled: Compiled): void;
	fail(error: unknown): void;
}

/**
 * Make a pool. This process compiles; with many files others help; a suspicious file is compiled in a process of its
 * own, whose death costs the file its colours at worst. Who compiles a file does not change what comes of it.
 */
export function makeHelperPool({
	helpers,
	shared,
	start = startHelper,
	guard = ownGuard,
}: HelperPoolOptions): HelperPool {
	const ordinary: Task[] = [];
	const suspicious: Task[] = [];
	const team = new Set<Helper>();
	const kept: StoreRow[] = [];
	return {
		add: (job, take) =>
			new Promise((resolve, fail) => {
				// A promise that gave the file itself would be older than the file, and keep it from the young collector.
				const done: Task["done"] = (compiled) => resolve(new Promise((taken) => taken(take(compiled))));
				// Whoever adds a file has just read it.
				(isSuspicious(job.source.text, job.options.parser) ? suspicious : ordinary).push({ ...job, done, fail });
			}),
		async work() {
			const others = helpers && ordinary.length >= helpers.from ? helpers.processes : 0;
			for (let count = 0; count < others; count++) team.add(start());
			const help = [...team].flatMap((helper) => queued(() => compileWith(helper, ordinary)));
			const guarded = compileGuarded(suspicious.splice(0), start, guard);
			await compileHere(ordinary);
			// What a helper died of is suspicious, whatever it looks like.
			await compileGuarded((await Promise.all(help)).flat(), start, guard);
			// What it had not begun with may have come back too late.
			await compileHere(ordinary);
			await guarded;
		},
		async goOn(book, left) {
			if (!shared) return;
			const rows = [...shared.news(), ...kept.splice(0)];
			await Promise.all([...team].map((helper) => workWith(helper, { ...book, rows }, left)));
		},
		draw(site, pages) {
			if (!shared || team.size === 0) return undefined;
			const order = { ...site, rows: [...shared.news(), ...kept.splice(0)] };
			return drawAhead(
				pages,
				[...team].map((helper) => drawerOf(helper, order)),
				end,
			);
		},
		end,
	};

	function end(): void {
		for (const helper of team) helper.end();
		team.clear();
	}

	/** Let a process compile from the end of the list, a few files at a time; give back what it died of. */
	async function compileWith(helper: Helper, left: Task[]): Promise<Task[]> {
		while (left.length > 1) {
			const taken = takeSome(left);
			const jobs = taken.map(({ source, options, key }) => ({ source, options, key }));
			const answer = await helper.ask("compile", { jobs, place: shared?.place });
			if (!answer) {
				const isFirst = dismiss(helper);
				if (isFirst) return taken;
				left.push(...taken);
				return [];
			}
			adopt(answer.rows);
			for (const [index, task] of taken.entries()) {
				const packed = answer.units[index];
				task.done(packed ? { packed } : { isKept: true });
			}
		}
		return [];
	}

	async function workWith(helper: Helper, book: BookOrder, left: WorkOrder): Promise<void> {
		const isReady = await helper.ask("learn", book);
		if (isReady) await Promise.all(queued(() => goOnWith(helper, left)));
		else dismiss(helper);
	}

	async function goOnWith(helper: Helper, { links, blocks }: WorkOrder): Promise<void> {
		while (links.length > 1) {
			const order = blocks.length > 0 ? { links: [], blocks: blocks.splice(-1) } : { links: takeSome(links), blocks };
			const rows = await helper.ask("work", order);
			if (!rows) return void dismiss(helper);
			adopt(rows);
		}
	}

	/** Tell whether this is the first to hear that it died: it died of the order that it was asked first. */
	function dismiss(helper: Helper): boolean {
		helper.end();
		return team.delete(helper);
	}

	function adopt(rows: StoreRow[]): void {
		shared?.adopt(rows);
		for (const row of rows) kept.push(row);
	}
}

/** What a helper cannot draw is drawn by whoever wants it, who hears what is wrong. */
function drawerOf(helper: Helper, site: SiteOrder): Draw {
	helper.ask("show", site).catch(() => undefined);
	const draw: Draw = async (addresses) => {
		const drawn = await helper.ask("draw", addresses);
		if (!drawn) return undefined;
		const contents = takeParcel(
			drawn.parcel,
			drawn.pages.map(({ length }) => length),
		);
		return drawn.pages.map(({ address, hash }, index) => [address, { content: contents[index] ?? none, hash }]);
	};
	// The cache may be emptied meanwhile, too.
	return (addresses) => draw(addresses).catch(() => undefined);
}

const none = new Uint8Array();

/** Begin with orders for one helper. It has the next before the first is done, for this process listens only between two files of its own. */
function queued<Result>(order: () => Promise<Result>): Promise<Result>[] {
	return [order(), order()];
}

/** A few from the end of a list, fewer when it comes to its end, so that nobody waits long for the last ones. */
function takeSome<Item>(left: Item[]): Item[] {
	return left.splice(-Math.min(16, Math.ceil(left.length / 4)));
}

async function compileHere(tasks: Task[]): Promise<void> {
	for (let task = tasks.shift(); task; task = tasks.shift()) {
		await compile(task.source, task.options).then((unit) => task.done({ unit }), task.fail);
		await new Promise(setImmediate);
	}
}

async function compileGuarded(tasks: Task[], start: StartHelper, guard: typeof ownGuard): Promise<void> {
	for (const task of tasks) {
		try {
			task.done(await compileSafely(task, start, guard));
		} catch (error) {
			task.fail(error);
		}
	}
}

/** So often a process that somebody ended is started again. */
const mostStops = 3;

/** Compile a file in a process of its own: by the parser that is wanted, else by the slower one, else not at all. */
async function compileSafely(
	{ source, options, key }: CompileJob,
	start: StartHelper,
	guard: typeof ownGuard,
): Promise<Compiled> {
	const distrust = "the native parser dies of this file or comes to no end: it is read by the slower parser";
	const attempts =
		options.parser === "native" ? [options, { ...options, parser: "reference" as const, distrust }] : [options];
	// Whoever ends a process from outside, or stops it, says nothing of the file.
	let stops = 0;
	for (const attempt of attempts) {
		for (let isOver = false; !isOver; ) {
			const helper = start({ megabytes: guard.megabytes });
			const jobs = [{ source, options: attempt, key }];
			const answer = await helper.ask("compile", { jobs, deadline: guard.seconds });
			helper.end();
			const packed = answer?.units[0];
			if (packed) return stops > mostStops ? { packed, isChance: true } : { packed };
			if (helper.wasStopped()) stops += 1;
			isOver = !helper.wasStopped() || stops > mostStops;
		}
	}
	const message = `reading this file takes over ${guard.seconds} seconds of computing or ${guard.megabytes} MB: the text is not parsed`;
	return { unit: compileUnparsed(source, message), isChance: true };
}

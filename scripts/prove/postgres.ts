import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a program printed, and how it ended. */
export interface Ran {
	code: number | null;
	out: string;
	err: string;
}

/** A PostgreSQL server of our own. */
export interface Server {
	/** The first line of `SELECT version()`, shortened: `PostgreSQL 15.14`. */
	version: string;
	/** Make an empty database, and give its URL. */
	makeDatabase(): string;
	stop(): void;
}

/** Start PostgreSQL on a port of its own, with its data in a temporary folder; undefined where it is not installed. */
export async function startPostgres(): Promise<Server | undefined> {
	const bin = findBinaries();
	if (!bin) return undefined;
	const folder = mkdtempSync(join(tmpdir(), "silcrow-prove-"));
	const as = otherUser(folder);
	const data = join(folder, "data");
	const authentication = ["-U", "postgres", "-A", "scram-sha-256", "--pwfile", passwordFile(folder)];
	run(as, [join(bin, "initdb"), "-D", data, ...authentication, "-E", "UTF8", "--no-sync"], "initdb");
	const port = await freePort();
	const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off`;
	run(as, [join(bin, "pg_ctl"), "-D", data, "-w", "-l", join(folder, "log"), "-o", options, "start"], "pg_ctl");
	const url = (name: string) => `postgres://postgres@127.0.0.1:${port}/${name}?sslmode=disable`;
	const counter = { next: 1 };
	return {
		version: psql(url("postgres"), ["-Atc", "SELECT split_part(version(), ' (', 1)"]).out.trim(),
		makeDatabase() {
			const name = `proof_${counter.next++}`;
			psql(url("postgres"), ["-c", `CREATE DATABASE ${name}`]);
			return url(name);
		},
		stop() {
			spawnSync(as[0] ?? "", [...as.slice(1), join(bin, "pg_ctl"), "-D", data, "-m", "immediate", "stop"]);
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** Run psql without anybody's settings; stops at the first error. */
export function psql(url: string, args: string[]): Ran {
	return ran(spawnSync("psql", [url, "-X", "-v", "ON_ERROR_STOP=1", ...args], { encoding: "utf8" }));
}

/** Run psql and do not wait for it. */
export function startPsql(url: string, sql: string): { process: ChildProcess; ended: Promise<Ran> } {
	const child = spawn("psql", [url, "-X", "-v", "ON_ERROR_STOP=1", "-c", sql], { stdio: ["ignore", "pipe", "pipe"] });
	return { process: child, ended: ended(child) };
}

/** Gather what a program says until it ends. */
export function ended(child: ChildProcess): Promise<Ran> {
	let out = "";
	let err = "";
	child.stdout?.on("data", (data) => {
		out += data;
	});
	child.stderr?.on("data", (data) => {
		err += data;
	});
	return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}

/** Turn what `spawnSync` gives into what a proof looks at. */
export function ran({ status, stdout, stderr }: { status: number | null; stdout: string; stderr: string }): Ran {
	return { code: status, out: stdout, err: stderr };
}

/**
 * Other users of the machine reach the port too, and its owner may run programs: so there is a password.
 * Everything that is run here has it in PGPASSWORD, which psql, pg_dump and goose all read.
 */
function passwordFile(folder: string): string {
	const file = join(folder, "password");
	process.env.PGPASSWORD = randomBytes(16).toString("hex");
	// The folder lets nobody but the server's user in.
	writeFileSync(file, process.env.PGPASSWORD);
	return file;
}

function findBinaries(): string | undefined {
	const debian = "/usr/lib/postgresql";
	const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
	const folders = [...versions.map((version) => join(debian, version, "bin")), ...(process.env.PATH ?? "").split(":")];
	return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "pg_ctl")));
}

/** The server refuses to run as root, so another user runs it then. */
function otherUser(folder: string): string[] {
	if (process.getuid?.() !== 0) return ["env"];
	const name = ["postgres", "nobody"].find((user) => spawnSync("id", ["-u", user]).status === 0) ?? "nobody";
	const id = (flag: string) => Number(spawnSync("id", [flag, name], { encoding: "utf8" }).stdout);
	chownSync(folder, id("-u"), id("-g"));
	return ["setpriv", `--reuid=${id("-u")}`, `--regid=${id("-g")}`, "--clear-groups", "env"];
}

function run(as: string[], args: string[], what: string): void {
	const { status, stderr } = spawnSync(as[0] ?? "", [...as.slice(1), ...args], {
		encoding: "utf8",
		stdio: ["ignore", "ignore", "pipe"],
	});
	if (status !== 0) throw new Error(`${what} failed: ${stderr}`);
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer().on("error", reject);
		server.listen(0, "127.0.0.1", () => {
			const address = server.address();
			server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
		});
	});
}

import { checkout } from "./manual.ts";
import { psql, type Ran } from "./postgres.ts";
import type { Bench } from "./proof.ts";
import { openTerminal, type Terminal } from "./terminal.ts";

/** A checkout on a database of its own. */
export interface Trial extends Terminal {
	url: string;
}

/** Open a checkout with these migrations behind the one that makes the table `task`, on a new database. */
export function openTrial(bench: Bench, files: Record<string, string>): Trial {
	const first = { "00041_create_task.sql": checkout["migrations/00041_create_task.sql"] ?? "" };
	const named = Object.entries({ ...first, ...files }).map(([name, text]) => [`migrations/${name}`, text]);
	const url = bench.server.makeDatabase();
	return { ...openTerminal(bench, Object.fromEntries(named), url), url };
}

/** The migrations 42 and 43 of the book, by their names. */
export function bookMigrations(): Record<string, string> {
	return Object.fromEntries(Object.entries(checkout).map(([name, text]) => [name.replace("migrations/", ""), text]));
}

/** Write a migration that has an Up section alone. */
export function up(...statements: string[]): string {
	return `-- +goose Up\n${statements.join("\n")}\n`;
}

/** Write a migration whose statements are each committed by themselves. */
export function outside(...statements: string[]): string {
	return `-- +goose NO TRANSACTION\n${up(...statements)}`;
}

/** Give the rows of a query without decoration. */
export function rows(url: string, sql: string): string {
	return psql(url, ["-Atc", sql]).out.trim();
}

/** Give how a program ended, and all that it printed. */
export function said({ code, out, err }: Ran): string {
	return `${code} ${out}${err}`;
}

/** Tell whether writes maintain the index that is not valid. */
export function isMaintained(url: string): string {
	return rows(url, "SELECT indisready FROM pg_index WHERE NOT indisvalid");
}

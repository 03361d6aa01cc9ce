import type { z } from "zod";
import { diagnostic } from "../model/codes.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { mostSimilar } from "../text/similar.ts";
import type { YamlPath, YamlRead } from "./read-yaml.ts";

/** How faults of a piece of YAML are reported. */
export interface CheckOptions {
	path: string;
	/** The code for a wrong value. */
	code: string;
}

/**
 * Hold what YAML says against a schema. What is wrong is reported where it stands, and left out of the result, which is
 * undefined only where nothing can be left out.
 */
export function checkYaml<Schema extends z.ZodType>(
	read: YamlRead,
	schema: Schema,
	options: CheckOptions,
): { value: z.output<Schema> | undefined; diagnostics: Diagnostic[] } {
	const diagnostics: Diagnostic[] = [];
	const reported = new Set<string>();
	let value: unknown = read.value ?? {};
	for (let round = 0; round < maxRounds; round++) {
		// Compiling a schema into a function takes longer than reading all front matter of a book without.
		const result = schema.safeParse(value, { jitless: true });
		if (result.success) return { value: result.data, diagnostics };
		if (round === 0) value = structuredClone(value);
		const issues = result.error.issues.flatMap(innermost);
		for (const issue of issues) {
			for (const one of diagnosticsOf(issue, value, read, schema, options)) {
				const key = `${one.span.start.offset} ${one.code} ${one.message}`;
				if (!reported.has(key)) diagnostics.push(one);
				reported.add(key);
			}
		}
		for (const issue of issues.toReversed()) value = without(value, issue);
	}
	return { value: undefined, diagnostics };
}

/** Each round takes away at least one value; this many nested faults nobody makes. */
const maxRounds = 20;

type Issue = z.core.$ZodIssue;

/** Where a value has one of several forms, and something inside of it is wrong, that is the fault. */
function innermost(issue: Issue): Issue[] {
	if (issue.code !== "invalid_union") return [issue];
	const branch = issue.errors.find((inside) => inside.length > 0 && inside.every(({ path }) => path.length > 0));
	if (!branch) return [issue];
	return branch.flatMap((one) => innermost({ ...one, path: [...issue.path, ...one.path] }));
}

function diagnosticsOf(
	issue: Issue,
	value: unknown,
	read: YamlRead,
	schema: z.ZodType,
	{ path, code }: CheckOptions,
): Diagnostic[] {
	if (issue.code === "unrecognized_keys") {
		const known = keysAt(schema, issue.path);
		return issue.keys.map((key) => {
			const similar = mostSimilar(key, known);
			const whole = [...issue.path, key];
			return diagnostic("unknown-key", path, read.keyPlaceOf(whole), `there is no key “${whole.join(".")}”`, [
				similar === undefined ? `the keys are ${known.join(", ")}` : `did you mean “${similar}”?`,
			]);
		});
	}
	const found = valueAt(value, issue.path);
	// What was there and wrong was told in an earlier round, and is not missing.
	if (found === undefined && valueAt(read.value, issue.path) !== undefined) return [];
	const name = issue.path.length > 0 ? `“${issue.path.join(".")}”` : "this";
	const isKey = issue.code === "invalid_key";
	const span = isKey ? read.keyPlaceOf(issue.path) : read.placeOf(issue.path);
	const message = isKey
		? `${name} is no key that can stand here`
		: `${name} must be ${expected(issue)}, and is ${described(found)}`;
	return [diagnostic(code, path, span, message, hintsOf(issue, found))];
}

function expected(issue: Issue): string {
	switch (issue.code) {
		case "invalid_type":
			return typeNames[issue.expected] ?? issue.expected;
		case "invalid_value":
			return orList(issue.values.map((value) => `“${String(value)}”`));
		case "invalid_union":
			return orList(issue.errors.flatMap((branch) => branch.slice(0, 1).map(expected)));
		default:
			// The schemas write these in the form of a noun: "a date such as 2026-11-24".
			return issue.message;
	}
}

const typeNames: Record<string, string> = {
	string: "text",
	number: "a number",
	int: "a whole number",
	boolean: "true or false",
	array: "a list",
	object: "a map",
	record: "a map",
	null: "empty",
};

function described(value: unknown): string {
	if (value === undefined) return "missing";
	if (value === null) return "empty";
	if (Array.isArray(value)) return "a list";
	if (typeof value === "object") return "a map";
	if (typeof value === "string") return `“${value.length > 40 ? `${value.slice(0, 40)}…` : value}”`;
	return typeof value === "number" ? `the number ${value}` : String(value);
}

function hintsOf(issue: Issue, found: unknown): string[] {
	if (issue.code === "invalid_value" && typeof found === "string") {
		const similar = mostSimilar(found, issue.values.map(String));
		return similar === undefined ? [] : [`did you mean “${similar}”?`];
	}
	if (issue.code === "invalid_type" && issue.expected === "boolean" && typeof found === "string") {
		const word = truths[found.toLowerCase()];
		return word === undefined ? [] : [`write ${word}, without quotes`];
	}
	const wantsText = issue.code === "invalid_type" && issue.expected === "string";
	return wantsText && (typeof found === "number" || typeof found === "boolean") ? ["put it in quotes"] : [];
}

/** What people write for true and false, and YAML 1.2 reads as text. */
const truths: Record<string, string> = {
	yes: "true",
	on: "true",
	true: "true",
	no: "false",
	off: "false",
	false: "false",
};

function orList(words: string[]): string {
	const different = [...new Set(words)];
	return different.length < 2 ? (different[0] ?? "") : `${different.slice(0, -1).join(", ")} or ${different.at(-1)}`;
}

function valueAt(value: unknown, path: YamlPath): unknown {
	return path.reduce<unknown>((inside, step) => (inside as Record<PropertyKey, unknown> | undefined)?.[step], value);
}

/** The keys of the map at a path of a schema, for a suggestion. */
function keysAt(schema: z.ZodType, path: YamlPath): string[] {
	let inside: unknown = schema;
	for (const step of ["", ...path]) {
		if (step !== "") inside = shapeOf(inside)?.[String(step)];
		while (shapeOf(inside) === undefined && hasInner(inside)) inside = inside.def.innerType;
	}
	return Object.keys(shapeOf(inside) ?? {});
}

function shapeOf(schema: unknown): Record<string, unknown> | undefined {
	return (schema as { shape?: Record<string, unknown> } | undefined)?.shape;
}

function hasInner(schema: unknown): schema is { def: { innerType: unknown } } {
	return (schema as { def?: { innerType?: unknown } } | undefined)?.def?.innerType !== undefined;
}

/** Take a faulty value away; where there is none, the map that lacks it. */
function without(value: unknown, issue: Issue): unknown {
	if (issue.code === "unrecognized_keys") {
		const map = valueAt(value, issue.path) as Record<string, unknown> | undefined;
		for (const key of issue.keys) if (map) delete map[key];
		return value;
	}
	const path = valueAt(value, issue.path) === undefined ? issue.path.slice(0, -1) : issue.path;
	const last = path.at(-1);
	if (last === undefined) return {};
	const parent = valueAt(value, path.slice(0, -1));
	if (Array.isArray(parent)) parent.splice(Number(last), 1);
	else if (typeof parent === "object" && parent !== null) delete (parent as Record<PropertyKey, unknown>)[last];
	return value;
}

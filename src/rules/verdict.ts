import { codes, diagnostic, isCode } from "../model/codes.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Settings } from "../model/settings.ts";
import type { Suppression, Unit } from "../model/unit.ts";
import { byCodeUnit } from "../text/names.ts";
import { mostSimilar } from "../text/similar.ts";

/** Turn what was found into what is reported: with the severities of the settings, without what comments silence, in the order of files and places. */
export function judge(found: Diagnostic[], units: Silencers, settings: Settings): Diagnostic[] {
	const used = new Set<Suppression>();
	const silence = new Map<string, Map<string, Suppression>>();
	for (const [path, unit] of units) if (unit.suppressions.length > 0) silence.set(path, byLine(unit));
	const loud = found.filter((one) => {
		const suppression = silence.get(one.path)?.get(`${one.code} ${one.span.start.line}`);
		if (suppression) used.add(suppression);
		return !suppression;
	});
	return [...loud, ...unused(silence.keys(), units, used, settings)]
		.flatMap((one) => weigh(one, settings))
		.sort(byPlace);
}

/** Files with comments that silence something, by path; others may be among them. */
type Silencers = ReadonlyMap<string, Pick<Unit, "suppressions">>;

function weigh(one: Diagnostic, settings: Settings): Diagnostic[] {
	const severity = Object.hasOwn(settings.severity, one.code) ? settings.severity[one.code] : one.severity;
	if (severity === undefined || severity === "off") return [];
	return [severity === one.severity ? one : { ...one, severity }];
}

/** The suppressions of a file by code and line. */
function byLine(unit: Pick<Unit, "suppressions">): Map<string, Suppression> {
	const lines = new Map<string, Suppression>();
	for (const suppression of unit.suppressions)
		for (let line = suppression.from; line <= suppression.to; line += 1)
			if (!lines.has(`${suppression.code} ${line}`)) lines.set(`${suppression.code} ${line}`, suppression);
	return lines;
}

function unused(paths: Iterable<string>, units: Silencers, used: Set<Suppression>, settings: Settings): Diagnostic[] {
	return [...paths].flatMap((path) =>
		(units.get(path)?.suppressions ?? [])
			.filter((suppression) => !used.has(suppression) && settings.severity[suppression.code] !== "off")
			.map(({ code, span }) => diagnostic("unused-suppression", path, span, ...reasonOf(code))),
	);
}

function reasonOf(code: string): [string, string[]] {
	if (isCode(code)) return [`nothing in the next block is reported as “${code}”`, ["take the comment away"]];
	const meant = mostSimilar(code, Object.keys(codes));
	return [
		`there is no problem called “${code}”`,
		[meant === undefined ? "take the comment away" : `did you mean “${meant}”?`],
	];
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
	return (
		byCodeUnit(a.path, b.path) ||
		a.span.start.offset - b.span.start.offset ||
		byCodeUnit(a.code, b.code) ||
		byCodeUnit(a.message, b.message)
	);
}

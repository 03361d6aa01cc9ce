import type { Diagnostic } from "../model/diagnostic.ts";
import type { Settings } from "../model/settings.ts";
import type { Suppression, Unit } from "../model/unit.ts";
import { diagnostic } from "./rule.ts";

/** Turn what was found into what is reported: with the severities of the settings, without what comments silence, in the order of files and places. */
export function judge(found: Diagnostic[], units: Map<string, Unit>, settings: Settings): Diagnostic[] {
	const used = new Set<Suppression>();
	const kept = found.flatMap((one) => {
		const severity = Object.hasOwn(settings.severity, one.code) ? settings.severity[one.code] : one.severity;
		if (severity === undefined || severity === "off" || isSilenced(one, units.get(one.path), used)) return [];
		return [severity === one.severity ? one : { ...one, severity }];
	});
	return [...kept, ...unused(units, used, settings)].sort(byPlace);
}

function isSilenced(one: Diagnostic, unit: Unit | undefined, used: Set<Suppression>): boolean {
	const suppression = unit?.suppressions.find(
		({ code, from, to }) => code === one.code && one.span.start.line >= from && one.span.start.line <= to,
	);
	if (suppression) used.add(suppression);
	return suppression !== undefined;
}

function unused(units: Map<string, Unit>, used: Set<Suppression>, settings: Settings): Diagnostic[] {
	if (settings.severity["unused-suppression"] === "off") return [];
	return [...units.values()].flatMap((unit) =>
		unit.suppressions
			.filter((suppression) => !used.has(suppression) && settings.severity[suppression.code] !== "off")
			.map(({ code, span }) =>
				diagnostic("unused-suppression", unit.path, span, `nothing in the next block is reported as “${code}”`, [
					"take the comment away",
				]),
			),
	);
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
	return (
		compare(a.path, b.path) ||
		a.span.start.offset - b.span.start.offset ||
		compare(a.code, b.code) ||
		compare(a.message, b.message)
	);
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

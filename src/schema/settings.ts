import { codes, diagnostic, isCode } from "../model/codes.ts";
import type { Diagnostic, Span } from "../model/diagnostic.ts";
import type { Settings } from "../model/settings.ts";
import { mostSimilar } from "../text/similar.ts";
import { checkYaml } from "./check-yaml.ts";
import { defaultSettings } from "./default-settings.ts";
import { readYaml, type YamlRead } from "./read-yaml.ts";
import { settingsSchema } from "./shapes/settings.ts";
import { isText, isTruth, usual } from "./usual.ts";

/** What the settings say, and what is wrong with them. */
export interface SettingsRead {
	settings: Settings;
	/** Where each redirect and each retired number stands, by its key. */
	places: Map<string, Span>;
	/** Where the font is named. */
	fontPlace?: Span;
	diagnostics: Diagnostic[];
}

/** Read the settings. What is wrong with them is reported where it stands and has its default in the result. */
export function readSettings(source: string, path: string): SettingsRead {
	const read = readYaml({ source, from: 0, to: source.length, path, code: "bad-settings" });
	const known = read.diagnostics.length > 0 ? undefined : usual<Partial<Settings>>(read.value, usualKinds);
	const checked = known
		? { value: { ...defaultSettings(), ...known }, diagnostics: [] }
		: checkYaml(read, settingsSchema, { path, code: "bad-settings" });
	const { retired, ...others } = checked.value ?? defaultSettings();
	const settings = { ...others, retired: asText(retired) } as Settings;
	const places = new Map(
		["redirects", "retired"].flatMap((key) =>
			Object.keys(settings[key as "redirects" | "retired"]).map((from) => [from, read.placeOf([key, from])] as const),
		),
	);
	return {
		settings,
		places,
		...(settings.font === undefined ? {} : { fontPlace: read.placeOf(["font"]) }),
		diagnostics: [...read.diagnostics, ...checked.diagnostics, ...unknownCodes(settings, read, path)],
	};
}

const usualKinds = {
	title: isText,
	description: isText,
	cards: isTruth,
	print: isTruth,
	single: isTruth,
	offline: isTruth,
};

function asText(retired: Record<string, number | string | null>): Settings["retired"] {
	const pairs = Object.entries(retired).map(([from, to]) => [from, typeof to === "number" ? String(to) : to] as const);
	return Object.fromEntries(pairs);
}

function unknownCodes({ severity }: Settings, read: YamlRead, path: string): Diagnostic[] {
	return Object.keys(severity)
		.filter((code) => !isCode(code))
		.map((code) => {
			const similar = mostSimilar(code, Object.keys(codes));
			return diagnostic("unknown-key", path, read.keyPlaceOf(["severity", code]), `there is no diagnostic “${code}”`, [
				similar === undefined ? "`silcrow explain` lists them all" : `did you mean “${similar}”?`,
			]);
		});
}

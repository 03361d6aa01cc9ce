import type { Span } from "../model/diagnostic.ts";
import { readSettings, type SettingsRead } from "../schema/settings.ts";
import { printOf } from "./prints.ts";
import { type Kept, readPart } from "./stored-unit.ts";

/** Read the settings, or give what an earlier run has read: to load what checks them takes as long as a small edit. */
export function storedSettings(text: string, kept: Kept | undefined): SettingsRead {
	const key = printOf("settings", text);
	const entry = kept?.store.find(key);
	if (entry) {
		const { places, ...others } = readPart(entry, 0) as StoredSettings;
		return { ...others, places: new Map(places) };
	}
	const { places, ...others } = readSettings(text, "book/book.yaml");
	const part: StoredSettings = { ...others, places: [...places] };
	kept?.store.keep(key, "", [JSON.stringify(part)]);
	return { ...others, places };
}

type StoredSettings = Omit<SettingsRead, "places"> & { places: [string, Span][] };

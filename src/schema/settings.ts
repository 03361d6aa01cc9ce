import { parse } from "yaml";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Settings } from "../model/settings.ts";
/** STUB of the maintainer: replace me. */
export function readSettings(text: string, _path: string): { settings: Settings; diagnostics: Diagnostic[] } {
	const given = (parse(text) ?? {}) as Partial<Settings>;
	return {
		settings: {
			title: "Book",
			description: "",
			language: "en",
			authors: [],
			commits: {},
			severity: {},
			links: { ignore: [], remoteImages: [] },
			glossary: { noAutolink: [], allow: {} },
			markdown: { parser: "native" },
			limits: {
				fileSize: 5e6,
				inlineMarkers: 2000,
				depth: 100,
				paragraphLines: 5000,
				tableColumns: 200,
				tableCells: 10000,
			},
			...given,
		},
		diagnostics: [],
	};
}

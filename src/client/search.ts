import type { SearchDocument } from "../render/search.ts";
import { makeDialog } from "./search-dialog.ts";
import { makeFind } from "./search-engine.ts";

declare global {
	var silcrowIndex: ((documents: SearchDocument[]) => void) | undefined;
}

globalThis.silcrowIndex = (documents) => {
	const entries = documents.filter(({ k }) => k === "e").map((document) => ({ document, words: [] }));
	const start = entries.length > 0 ? [{ name: "Runbook entries", hits: entries }] : [];
	globalThis.silcrowSearch = {
		open: makeDialog(makeFind(documents), start),
	};
};

import { createEngine } from "../../src/engine/engine.ts";
import { nextLock } from "../../src/index/next-lock.ts";
import type { Discovered } from "../../src/model/discovered.ts";
import type { EngineResult } from "../../src/model/engine.ts";
import { printLock } from "../../src/report/lock-json.ts";
import { ownTemplates } from "../render/templates.ts";

/** Paths and texts; `book/book.yaml` and `book/book.lock.json` among them. */
export type Files = Record<string, string>;

const templates = [...ownTemplates()].map(([name, text]) => ({ path: `templates/${name}`, text }));

/** Compile and render a whole book that is given as texts. What its entries must say is tested elsewhere. */
export async function publish(files: Files): Promise<EngineResult> {
	const engine = createEngine({ version: "1", readAsset: async () => new Uint8Array() });
	const result = await engine.run(discovered(files));
	return { ...result, diagnostics: result.diagnostics.filter(({ code }) => code !== "missing-part") };
}

/** What `discover` would give. */
export function discovered(files: Files): Discovered {
	const paths = Object.keys(files).sort();
	const lockText = files["book/book.lock.json"];
	return {
		sources: paths
			.filter((path) => path.endsWith(".md"))
			.map((path) => ({ path, kind: path.startsWith("glossary/") ? "glossary" : "chapter", text: files[path] ?? "" })),
		assets: [],
		settingsText: files["book/book.yaml"] ?? "",
		...(lockText === undefined ? {} : { lockText }),
		templates,
		diagnostics: [],
	};
}

/** The same files with a lock that is up to date; losses that are named in `drop` or `same` are let go. */
export async function locked(files: Files, wishes: { drop?: string[]; same?: string[] } = {}): Promise<Files> {
	const before = files["book/book.lock.json"] ?? '{"version": 1, "entries": {}}';
	const { published, diagnostics } = await publish({ ...files, "book/book.lock.json": before });
	if (!published) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
	const { now, changes } = published;
	const next = nextLock(published.before, now, changes, { drop: new Set(wishes.drop), same: new Set(wishes.same) });
	if (next.refused.length > 0) throw new Error(`refused: ${next.refused.map(({ key }) => key).join(", ")}`);
	return { ...files, "book/book.lock.json": printLock(next.lock) };
}

/** Say whether the built site answers to an address without a server: with the page, and with an element of that id on it. */
export function answers(site: EngineResult["site"], address: string): boolean {
	const [page = "", anchor] = address.split("#");
	const html = site.get(page);
	if (typeof html !== "string") return false;
	if (anchor === undefined || html.includes(` id="${anchor}"`)) return true;
	const stub = /<a href="([^"]+)" data-moved/.exec(html)?.[1];
	if (stub !== undefined && !stub.includes("#")) {
		return answers(site, `${new URL(stub, `http://x/${page}`).pathname.slice(1)}#${anchor}`);
	}
	return stub !== undefined || html.includes("<strong>Retired.</strong>");
}

import type { Code, Root } from "mdast";
import type { Settings } from "../model/settings.ts";
import type { Source } from "../model/source.ts";
import type { Outline, Unit } from "../model/unit.ts";
import { readFrontMatter } from "../schema/front-matter.ts";
import { escapeHtml } from "../text/escape.ts";
import { lineStarts } from "../text/lines.ts";
import { anchorsOf } from "./anchors.ts";
import { parseWithBlocks } from "./blocks/blocks.ts";
import { readCaptions } from "./blocks/captions.ts";
import { loadGrammars } from "./code/grammars.ts";
import type { Includes } from "./code/includes.ts";
import { type Drawing, drawAll } from "./diagrams/drawings.ts";
import { type Draft, report, startDraft, withoutMarks } from "./draft.ts";
import { takeFacts } from "./entries/entry-facts.ts";
import { readDefinitionLists } from "./glossary/definition-lists.ts";
import { type GlossaryBlocks, readGlossary } from "./glossary/glossary.ts";
import { readHtmlLists } from "./glossary/html-lists.ts";
import { type Headings, readHeadings } from "./headings.ts";
import { isTooLarge } from "./html/output-size.ts";
import { type Identity, identify } from "./identity.ts";
import { withinLimits } from "./parse/limits.ts";
import { type NodesByKind, nodesByKind } from "./parse/nodes.ts";
import { loadParser, type Parser, type ParserName } from "./parse/parser.ts";
import { parseByReference } from "./parse/reference-parser.ts";
import { saferParser } from "./parse/safer-parser.ts";
import { glossaryParts, textParts } from "./parts.ts";
import { readIndexMarks } from "./prose/index-marks.ts";
import { readDefinitions } from "./prose/links.ts";
import { readLabels } from "./prose/notes.ts";
import { searchTexts } from "./search-texts.ts";
import { readSupersession } from "./supersession.ts";
import { readSuppressions } from "./suppressions.ts";
import type { WalkContext } from "./walk.ts";

/** What compiling a file needs besides its text. */
export interface CompileOptions {
	parser: ParserName;
	limits: Settings["limits"];
	runbook: Settings["runbook"];
	/** Texts of the files that its fences include. */
	includes: Includes;
	/** What an earlier version of the file tells of the colours of its code; see `Unit`. */
	colours?: Unit["colours"];
	/** Why the parser is not the one that the settings ask for. */
	distrust?: string;
}

/**
 * Turn one file into a unit, without looking at any other: front matter, headings, references, links, terms, and HTML
 * with holes where the book has to fill something in. Everything that is wrong with the file is in the unit.
 */
export async function compile(source: Source, options: CompileOptions): Promise<Unit> {
	const text = withoutMarks(source.text);
	const draft = startDraft(source.path, text, lineStarts(text));
	if (options.colours) draft.colours.known = new Map(Object.entries(options.colours));
	const front = readFrontMatter(text, source.path, source.kind);
	draft.diagnostics.push(...front.diagnostics);
	if (options.distrust) report(draft, "parser-fallback", 0, 0, options.distrust);
	// Blanks in place of the front matter keep every position of the body what it is in the file.
	const body = text.slice(0, front.bodyStart).replace(/[^\r\n]/g, " ") + text.slice(front.bodyStart);
	if (!withinLimits(body, options.limits, draft)) return unparsed(source, front, draft);
	const parser = await parserFor(body, options, draft);
	const tree = parse(body, parser, draft);
	if (source.kind === "glossary") {
		const again = (part: string) => parse(part, parser, draft);
		readHtmlLists(tree, body, again);
		readDefinitionLists(tree, body, again);
	}
	const nodes = nodesByKind(tree, draft);
	if (!nodes) return unparsed(source, front, draft);
	await loadGrammars(new Set(nodes.codes.flatMap((node) => (node.lang ? [node.lang.toLowerCase()] : []))));
	const drawings = await drawAll(nodes.codes, options.includes);
	const unit = assemble(source, front, tree, nodes, drawings, options, draft);
	return isTooLarge(draft) ? unparsed(source, front, draft) : unit;
}

/** Make the unit of a file that no parser comes to an end with. */
export function compileUnparsed(source: Source, message: string): Unit {
	const text = withoutMarks(source.text);
	const draft = startDraft(source.path, text, lineStarts(text));
	const front = readFrontMatter(text, source.path, source.kind);
	draft.diagnostics.push(...front.diagnostics);
	report(draft, "limit-time", front.bodyStart, Math.min(front.bodyStart + 1, text.length), message, "divide the file");
	return unparsed(source, front, draft);
}

/** Where the native parser cannot be loaded, as on a machine that there is no binary for, the other one does its work. */
async function parserFor(body: string, options: CompileOptions, draft: Draft): Promise<Parser> {
	try {
		return await loadParser(saferParser(body, options.parser, draft));
	} catch (error) {
		const reason = (error instanceof Error ? error.message : String(error)).split("\n", 1)[0];
		const hint = "install Silcrow anew on this machine, or write “markdown: {parser: reference}” in book/book.yaml";
		report(draft, "parser-fallback", 0, 0, `the native parser cannot be loaded: ${reason}`, hint);
		return { name: "reference", parse: parseByReference };
	}
}

/** What the native parser cannot read the reference parser can. */
function parse(body: string, parser: Parser, draft: Draft): Root {
	if (parser.name === "reference") return parseWithBlocks(body, parser.parse, draft);
	const before = draft.diagnostics.length;
	try {
		return parseWithBlocks(body, parser.parse, draft);
	} catch (error) {
		draft.diagnostics.length = before;
		const reason = error instanceof Error ? error.message : String(error);
		report(draft, "parser-fallback", 0, 0, `the native parser cannot read this file: ${reason.slice(0, 200)}`);
		return parseWithBlocks(body, parseByReference, draft);
	}
}

type Front = ReturnType<typeof readFrontMatter>;

function assemble(
	source: Source,
	front: Front,
	tree: Root,
	nodes: NodesByKind,
	drawings: Map<Code, Drawing>,
	options: CompileOptions,
	draft: Draft,
): Unit {
	const headings = readHeadings(nodes.headings, draft);
	draft.title = headings.title;
	readLabels(nodes, draft);
	const suppressions = readSuppressions(tree, draft);
	const index = readIndexMarks(tree, front.frontMatter, front.spans["index"], draft);
	const isRunbook = front.frontMatter.runbook === true;
	const alerts = isRunbook ? takeFacts(tree, headings, draft) : new Map();
	const supersededBy = readSupersession(tree, headings);
	const identity = identify(source.path, front, headings.headings[headings.title]?.title, draft);
	const isChapter = source.kind === "chapter";
	const captions = isChapter ? readCaptions(tree, identity.appendix ?? identity.number, draft) : new Map();
	const context: WalkContext = {
		headings,
		definitions: readDefinitions(nodes.definitions, draft),
		includes: options.includes,
		captions,
		drawings,
		words: new Map(),
	};
	const glossary = source.kind === "glossary" ? readGlossary(tree, front, headings, draft) : undefined;
	const { includes, runbook } = options;
	const runs = isRunbook && isChapter ? { headings, includes, runbook, alerts } : undefined;
	const { parts, entries } = glossary
		? { parts: glossaryParts(tree, glossary, context, draft), entries: undefined }
		: textParts(tree, runs, context, draft);
	const outline = outlineOf(source, front, identity, headings, glossary, draft);
	if (index.marks.length > 0) outline.index = index.marks;
	return {
		path: source.path,
		outline,
		places: {
			frontMatter: front.spans,
			headings: headings.places,
			terms: glossary?.places ?? [],
			...(glossary ? { marked: glossary.marked } : {}),
			...(index.places.length > 0 ? { index: index.places } : {}),
			supersededBy,
		},
		mentions: draft.mentions,
		links: draft.links,
		prose: draft.prose,
		parts,
		...(entries ? { entries } : {}),
		search: searchTexts(context.words, headings, front.bodyStart, draft),
		suppressions,
		diagnostics: draft.diagnostics,
		bodyStart: front.bodyStart,
		inclusions: draft.inclusions,
		words: countWords(context),
		lines: draft.lines,
		colours: Object.fromEntries(draft.colours.own),
	};
}

function countWords({ words }: WalkContext): number {
	let count = 0;
	for (const texts of words.values())
		for (const text of texts) for (let at = 0; at !== -1; at = text.indexOf(" ", at + 1)) count += 1;
	return count;
}

function outlineOf(
	source: Source,
	front: Front,
	identity: Identity,
	headings: Headings,
	glossary: GlossaryBlocks | undefined,
	draft: Draft,
): Outline {
	return {
		path: source.path,
		kind: source.kind,
		...identity,
		frontMatter: front.frontMatter,
		headings: headings.headings,
		...(headings.headings.some(({ supersededBy }) => supersededBy !== undefined) ? { hasSuperseded: true } : {}),
		anchors: anchorsOf(headings, draft),
		groups: glossary?.groups ?? [],
		terms: glossary?.terms ?? [],
	};
}

/** A text that no parser may see is shown as it is: the build fails, but nothing is lost. */
function unparsed(source: Source, front: Front, draft: Draft): Unit {
	const text = source.text.slice(front.bodyStart);
	const none: Headings = { headings: [], places: [], indexOf: new Map(), title: -1 };
	const identity = identify(source.path, front, undefined, draft);
	return {
		path: source.path,
		outline: outlineOf(source, front, identity, none, undefined, draft),
		places: { frontMatter: front.spans, headings: [], terms: [], supersededBy: {} },
		mentions: [],
		links: [],
		prose: [],
		parts: [{ kind: "text", index: -1, segments: [`<pre>${escapeHtml(text.slice(0, 1_000_000))}</pre>`] }],
		search: [],
		suppressions: [],
		diagnostics: draft.diagnostics,
		bodyStart: front.bodyStart,
		inclusions: [],
		words: 0,
		lines: draft.lines,
		colours: {},
	};
}

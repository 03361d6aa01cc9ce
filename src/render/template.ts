import { Eta } from "eta/core";
import type { EngineOptions } from "../model/engine.ts";
import { isTemplateError, type TemplateError, templateError } from "../model/template-error.ts";

/** Templates that are compiled when they are first used, each once. */
export interface Templates {
	/** Fill the template of this name, without `.eta`. Throws a `TemplateError`. */
	fill(name: string, data: object): string;
	/** Give what was made for an object under this name, or make it: what many pages show is drawn once. */
	once(about: object, name: string, make: () => string): string;
}

/** What texts were compiled to, by file and text. */
export type CompiledTemplates = Map<string, ReturnType<Eta["compile"]>>;

/**
 * Make templates from their texts, by file name such as `chapter.eta`. What `<%= %>` prints is escaped; a template
 * brings in another by `include("name", data)`. A template is code that runs while the site is built: trust it as such.
 * `within` ends what comes to no end, and `compiled` spares several sets of templates to compile a text that is in each.
 */
export function makeTemplates(
	texts: ReadonlyMap<string, string>,
	within: EngineOptions["within"] = (work) => work(),
	compiled: CompiledTemplates = new Map(),
): Templates {
	const eta = new Eta({
		autoEscape: true,
		cache: true,
		debug: true,
		varName: "it",
	});
	eta.resolvePath = (name) => `templates/${name.replace(/\.eta$/, "")}.eta`;
	eta.readFile = (path) => {
		const text = texts.get(path.slice("templates/".length));
		if (text !== undefined) return text;
		throw templateError(path, undefined, `there is no template “${path}”`, undefined);
	};
	const compile = eta.compile;
	eta.compile = function (text, options) {
		const file = options?.filepath ?? "templates/?";
		const key = `${file}\n${text}`;
		try {
			const template = compiled.get(key) ?? compile.call(this, text, options);
			compiled.set(key, template);
			return template;
		} catch (error) {
			throw syntaxError(error, file, text);
		}
	};
	// Which templates are at work, outermost first: what is ended from outside has no place of its own.
	const working: string[] = [];
	const render = eta.render;
	eta.render = function (template, data, meta) {
		working.push(String(template));
		const html = render.call(this, template, data, meta);
		working.pop();
		return html;
	};
	const drawn = new WeakMap<object, Map<string, string>>();
	return {
		once(about, name, make) {
			const own = drawn.get(about) ?? new Map<string, string>();
			const text = own.get(name) ?? make();
			drawn.set(about, own.set(name, text));
			return text;
		},
		fill(name, data) {
			working.length = 0;
			try {
				return within(() => eta.render(name, data));
			} catch (error) {
				throw outermost(error, working.at(-1) ?? name);
			}
		},
	};
}

function outermost(error: unknown, name: string): TemplateError {
	const innermost = innermostError(error);
	const place = /^(templates\/[^\n:]+):(\d+)\n/.exec(placeOf(error));
	const line = place?.[2] ? Number(place[2]) : undefined;
	if (isTemplateError(innermost)) {
		// The line of the template that includes the faulty one says nothing of that.
		const own = innermost.line ?? (place?.[1] === innermost.file ? line : undefined);
		return templateError(innermost.file, own, innermost.reason, error);
	}
	return templateError(place?.[1] ?? `templates/${name}.eta`, line, innermost.message, error);
}

/** Eta wraps an error once for each template on the way out; the first wrap names the place of the fault. */
function placeOf(error: unknown): string {
	let found = "";
	for (let one = error; one instanceof Error; one = one.cause) {
		if (/^templates\/[^\n:]+:\d+\n/.test(one.message)) found = one.message;
	}
	return found;
}

function innermostError(error: unknown): Error {
	let one = error instanceof Error ? error : new Error(String(error));
	while (one.cause instanceof Error && !isTemplateError(one)) one = one.cause;
	return one;
}

/** Eta knows the line of an unclosed tag; the line of faulty JavaScript is found by trying the printed expressions one by one. */
function syntaxError(error: unknown, file: string, text: string): TemplateError {
	const message = error instanceof Error ? error.message : String(error);
	const unclosed = /^(.*) at line (\d+) col \d+:/.exec(message);
	if (unclosed) {
		return templateError(file, Number(unclosed[2]), unclosed[1] ?? message, error);
	}
	const reason = /^Bad template syntax\s+([^\n]+)/.exec(message)?.[1];
	return templateError(file, faultyLine(text), reason ?? message, error);
}

function faultyLine(text: string): number | undefined {
	for (const found of text.matchAll(/<%[-_]?\s*[=~]([\s\S]*?)[-_]?%>/g)) {
		try {
			new Function("it", `return (${found[1]}\n)`);
		} catch (error) {
			if (!(error instanceof SyntaxError)) throw error;
			return text.slice(0, found.index).split("\n").length;
		}
	}
	return undefined;
}

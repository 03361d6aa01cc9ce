import { expect, test } from "vitest";
import type { TemplateError } from "../src/model/template-error.ts";
import { makeTemplates } from "../src/render/template.ts";
import { makeDeadline } from "../src/world/deadline.ts";

function fill(texts: Record<string, string>, data: object = {}): string {
	return makeTemplates(new Map(Object.entries(texts))).fill("main", data);
}

function errorOf(texts: Record<string, string>): Partial<TemplateError> {
	try {
		fill(texts);
	} catch (error) {
		return error as TemplateError;
	}
	return {};
}

test("what is printed is escaped, and what is put in raw is not", () => {
	const text = "<%= it.a %>|<%~ it.a %>";
	expect(fill({ "main.eta": text }, { a: `<b>"` })).toBe(`&lt;b&gt;&quot;|<b>"`);
});

test("a partial gets the data of its caller and its own", () => {
	const texts = {
		"main.eta": `<%~ include("part", { b: 2 }) %>`,
		"part.eta": "<%= it.a + it.b %>",
	};
	expect(fill(texts, { a: 1 })).toBe("3");
});

test("an error says in which file and line it happened", () => {
	const error = errorOf({
		"main.eta": `one\n<%~ include("part") %>`,
		"part.eta": "one\ntwo\n<%= it.none.deep %>",
	});
	expect(error).toMatchObject({ file: "templates/part.eta", line: 3 });
	expect(error.message).toContain("templates/part.eta:3: Cannot read");
});

test("a fault of syntax says the file and, in what is printed, the line", () => {
	const error = errorOf({ "main.eta": "one\ntwo\n<%= it.a +* 2 %>" });
	expect(error).toMatchObject({ file: "templates/main.eta", line: 3 });
	expect(error.message).not.toContain("__eta");
});

test("a fault of syntax in a partial does not say the line of what includes it", () => {
	const error = errorOf({ "main.eta": `one\ntwo\n<%~ include("part") %>`, "part.eta": "<% oops( %>" });
	expect(error.message).toMatch(/^templates\/part\.eta: /);
});

test("an unclosed tag says its line", () => {
	expect(errorOf({ "main.eta": "one\n<%= it.a" })).toMatchObject({
		file: "templates/main.eta",
		line: 2,
	});
});

test("a partial that is not there is named", () => {
	const error = errorOf({ "main.eta": `<%~ include("none") %>` });
	expect(error.message).toContain("there is no template “templates/none.eta”");
});

test("a template that comes to no end is ended, and named, and the next page is drawn", () => {
	const texts = {
		"main.eta": `<%~ include("fine") %><%~ include(it.name) %>`,
		"fine.eta": "b",
		"part.eta": "<% for (;;); %>",
	};
	let within = makeDeadline(1_000);
	const { fill } = makeTemplates(new Map(Object.entries(texts)), (work) => within(work));
	expect(() => fill("main", { name: "part" })).toThrow("templates/part.eta: it has not come to an end within 1 s");
	within = (work) => work();
	expect(fill("main", { name: "fine" })).toBe("bb");
});

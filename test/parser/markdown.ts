import fc from "fast-check";

const word = fc.constantFrom("a", "node", "Chapter 8", "§26", "été", "x_y", "2 * 3", "10:30", "k3s.", "I/O");

const plain = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(" "));

const escaped = fc.constantFrom("\\*", "\\§", "\\_", "&amp;", "&#35;", "&copy;", "\\\\", "<", "&");

const address = fc.constantFrom("b", "08-database.md#heading", "<c d>", "http://a.example/b?c=d&e=f", "", "/e_f*g");

const bare = fc.constantFrom(
	"http://a.example/b",
	"www.a.example",
	"ops@a.example",
	"<https://b.example>",
	"<x@b.example>",
);

const raw = fc.constantFrom("<br>", "<kbd>", "</kbd>", "<!-- c -->", '<a id="x">', "</a>");

/** Text of a paragraph, with a line break now and then. */
const inline = fc.letrec<{ inline: string; one: string }>((tie) => ({
	one: fc.oneof(
		{ maxDepth: 3, withCrossShrink: true },
		plain,
		escaped,
		bare,
		raw,
		fc.constantFrom("`a`", "`` ` ``", "`<b>`", "[^1]", "[a]", "[a][]", "![i](j.png)", "  \n", "\\\n", "\n"),
		tie("inline").map((text) => `*${text}*`),
		tie("inline").map((text) => `**${text}**`),
		tie("inline").map((text) => `_${text}_`),
		tie("inline").map((text) => `~~${text}~~`),
		fc.tuple(tie("inline"), address).map(([text, to]) => `[${text}](${to})`),
		tie("inline").map((text) => `[${text}][a]`),
	),
	inline: fc
		.array(fc.tuple(tie("one"), fc.constantFrom(" ", " ", " ", "")), { minLength: 1, maxLength: 4 })
		.map((parts) => parts.map((part) => part.join("")).join("")),
})).inline;

/** Text on one line. */
const line = inline.map((text) => text.replace(/ *\\?\n/g, " ").trim());

const code = fc
	.tuple(fc.constantFrom("", "yaml", "bash danger", 'sh file="a b.sh"'), fc.array(plain, { maxLength: 3 }))
	.map(([info, lines]) => ["```".concat(info), ...lines, "```"].join("\n"));

const table = fc
	.tuple(fc.integer({ min: 1, max: 3 }), fc.array(fc.array(line, { minLength: 1, maxLength: 3 }), { maxLength: 3 }))
	.map(([columns, rows]) =>
		[Array(columns).fill("h"), Array(columns).fill(":-"), ...rows]
			.map((cells) => `| ${cells.join(" | ")} |`)
			.join("\n"),
	);

const indent = (text: string, by: string) => text.replace(/^(?=.)/gm, by);

/** A document: blocks inside each other, with what the book uses of Markdown and GFM. */
export const markdown = fc.letrec<{ blocks: string; block: string }>((tie) => ({
	block: fc.oneof(
		{ maxDepth: 3, withCrossShrink: true },
		inline.map((text) => text.trim()),
		fc.tuple(fc.constantFrom("# ", "## ", "### "), line).map((parts) => parts.join("")),
		line.map((text) => `${text}\n---`),
		code,
		table,
		plain.map((text) => `    ${text}`),
		fc.constantFrom("---", "* * *", "<div>\n\nx\n\n</div>", "<!-- c\n\nd -->", "[a]: b 'c'", "[b]: <c d>"),
		tie("blocks").map((text) => `[^1]: ${indent(text, "    ").trimStart()}`),
		tie("blocks").map((text) => text.replace(/^/gm, "> ")),
		tie("blocks").map((text) => `> [!NOTE]\n${text.replace(/^/gm, "> ")}`),
		fc.array(tie("blocks"), { minLength: 1, maxLength: 3 }).map((items) => listOf(items, "- ", "\n")),
		fc.array(tie("blocks"), { minLength: 1, maxLength: 3 }).map((items) => listOf(items, "- ", "\n\n")),
		fc.array(tie("blocks"), { minLength: 1, maxLength: 3 }).map((items) => listOf(items, "1. ", "\n")),
		fc.array(line, { minLength: 1, maxLength: 3 }).map((items) => listOf(items, "- [ ] ", "\n")),
	),
	blocks: fc.array(tie("block"), { minLength: 1, maxLength: 3 }).map((parts) => parts.join("\n\n")),
})).blocks;

function listOf(items: string[], marker: string, between: string): string {
	return items.map((item) => marker + indent(item, " ".repeat(marker.length)).trimStart()).join(between);
}

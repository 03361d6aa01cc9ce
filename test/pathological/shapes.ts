/** Makes a hostile text of about a size; sizes are those at which one of the usual parsers takes seconds. */
type Shape = [name: string, size: number, text: (size: number) => string];

const times = (text: string, count: number) => text.repeat(Math.max(1, Math.round(count)));

const each = (count: number, text: (index: number) => string) =>
	Array.from({ length: Math.max(1, Math.round(count)) }, (_, index) => text(index)).join("");

/** Texts that are known to be hard for some parser of Markdown, or were found to be: the first three groups by others. */
export const shapes: Shape[] = [
	// The trials of CommonMark's own parser.
	["emphasis in strong emphasis", 10_000, (n) => `${times("*a **a ", n)}b${times(" a** a*", n)}`],
	["closers of emphasis", 32_500, (n) => times("a_ ", n)],
	["openers of emphasis", 32_500, (n) => times("_a ", n)],
	["closers without their openers", 25_000, (n) => times("*a_ ", n)],
	["openers, then others that close", 20_000, (n) => times("*a ", n) + times("_a*_ ", n)],
	["runs whose sum is a multiple of three", 25_000, (n) => `a**b${times("c* ", n)}`],
	["one long run around a letter", 20_000, (n) => `${times("*", n)}a${times("*", n)}`],
	["closers of links", 32_500, (n) => times("a]", n)],
	["openers of links", 32_500, (n) => times("[a", n)],
	["openers of links and closers of emphasis", 25_000, (n) => times("[ a_", n)],
	["brackets and parentheses", 40_000, (n) => times("[ (](", n)],
	["images that hold links", 20_000, (n) => times("![[]()", n)],
	["a hard link", 1, () => "**x [a*b**c*](d)"],
	["brackets in brackets", 25_000, (n) => `${times("[", n)}a${times("]", n)}`],
	["destinations that open an angle", 30_000, (n) => times("[a](<b", n)],
	["destinations without an end", 30_000, (n) => times("[a](b", n)],
	["quotes in quotes", 10_000, (n) => `${times("> ", n)}a`],
	["lists in lists", 500, (n) => each(n, (index) => `${"  ".repeat(index)}* a\n`)],
	["lists on one line", 10_000, (n) => `${times("- ", n)}x${times("\n", n)}`],
	["lists on one line of a quote", 5_000, (n) => `> ${times("- ", n)}x\n${times(">\n", n)}`],
	["emphasis in quotes", 10_000, (n) => times(">", n) + times("a*", n)],
	["ever longer backticks", 1_000, (n) => each(n, (index) => `e${"`".repeat(index + 1)}`)],
	["comments in a closing tag", 30_000, (n) => `</${times("<!--", n)}`],
	["definitions", 20_000, (n) => `${each(n, (index) => `[${index}]: u\n`)}\n${times("[0] ", n / 10)}`],
	// Extensions of GitHub.
	["images or addresses", 30_000, (n) => `${times("![l", n)}\n`],
	["hosts", 20_000, (n) => times("www.", n)],
	["protocols", 20_000, (n) => times("http://", n)],
	["mail addresses", 20_000, (n) => times("a@", n)],
	["mail addresses with dots", 20_000, (n) => `${times("a.", n)}@${times("b.", n)}`],
	["what trails an address", 20_000, (n) => `http://a.b/${times(")", n)}${times("&a;", n)}`],
	["openers of strikes", 30_000, (n) => times("~~a ", n)],
	["runs of strikes", 20_000, (n) => times("a~b~~", n)],
	["a wide table", 5_000, (n) => `${times("|a", n)}|\n${times("|-", n)}|\n${times("|b", n)}|\n`],
	["a long table", 10_000, (n) => `|a|b|\n|-|-|\n${times("|c|d|\n", n)}`],
	["a table that is filled up", 1_000, (n) => `${times("|a", n)}|\n${times("|-", n)}|\n${times("|x\n", n)}`],
	["rows without a table", 10_000, (n) => times("|a|b\n", n)],
	["pipes", 50_000, (n) => `${times("|", n)}\n${times("-|", n)}\n`],
	["calls of one note", 5_000, (n) => `${times("[^a] ", n)}\n\n[^a]: x\n`],
	[
		"notes that call each other",
		5_000,
		(n) =>
			each(n, (index) => `[^${index}]\n\n`) + each(n, (index) => `[^${index}]: x[^${(index + 1) % Math.round(n)}]\n\n`),
	],
	["notes in notes", 500, (n) => `[^0]\n\n${each(n, (index) => `${"    ".repeat(index)}[^${index}]: x\n\n`)}`],
	["lists in a task", 3_000, (n) => `- [ ] ${times("- ", n)}[x] a`],
	// Raw HTML.
	["open tags", 20_000, (n) => times("<a ", n)],
	["open attributes", 20_000, (n) => times('<a b="', n)],
	["sections of CDATA", 20_000, (n) => `a ${times("<![CDATA[", n)}`],
	["processing instructions", 20_000, (n) => `a ${times("<?", n)}`],
	["boxes in boxes", 5_000, (n) => `${times("<div>\n\n", n)}x`],
	["bold in bold", 10_000, (n) => `x ${times("<b>", n)}`],
	["elements that overlap", 2_000, (n) => `x ${times("<b><i><a href=x>", n)}${times("</b></i></a>", n)}`],
	// Blocks.
	["lines of one paragraph", 50_000, (n) => times("a\n", n)],
	["lazy lines", 20_000, (n) => `> a\n${times("a\n", n)}`],
	["lines of one quote", 20_000, (n) => times("> a\n", n)],
	["lines of many quotes", 300, (n) => times(`${times(">", n)}a\n`, n)],
	["items", 10_000, (n) => times("- a\n", n)],
	["loose items", 5_000, (n) => times("- a\n\n", n)],
	["numbered lists on one line", 3_000, (n) => `${times("1. ", n)}a`],
	["underlined headings", 10_000, (n) => times("a\n=\n", n)],
	["one heading again and again", 10_000, (n) => times("# a\n", n)],
	["fences in quotes", 10_000, (n) => times("> ```\n", n)],
	["a listing as long as a book", 200_000, (n) => `\`\`\`js\n${times("x=1;\n", n)}\`\`\`\n`],
	["blank lines in code", 20_000, (n) => `    a\n${times("\n", n)}    b\n`],
	["a long break", 200_000, (n) => times("* ", n)],
	["titles without an end", 5_000, (n) => times('[a]: /u "t\n', n)],
	["definitions without an address", 20_000, (n) => times("[a]:\n", n)],
	["a label of escapes", 20_000, (n) => `[${times("\\]", n)}]: u\n`],
	// Little text that becomes much.
	["a long address that links share", 10_000, (n) => `[a]: /${times("u", n)}\n\n${times("[a] ", n / 4)}`],
	["images in images", 500, (n) => times("![a", n) + times("](x)", n)],
	["character references", 50_000, (n) => times("&ngE;", n)],
	// Text and bytes.
	["one line", 5_000_000, (n) => times("a", n)],
	["spaces", 200_000, (n) => `a${times(" ", n)}b${times(" \n", n / 100)}`],
	["tabs", 100_000, (n) => `${times("\t", n)}a`],
	["ampersands", 100_000, (n) => times("&", n)],
	["backslashes", 100_000, (n) => times("\\", n)],
	["hard breaks", 30_000, (n) => times("a  \n", n)],
	["escaped backticks", 20_000, (n) => times("\\``", n)],
	["pairs of angles", 40_000, (n) => times("<>", n)],
	["combining marks", 50_000, (n) => `# a${times("\u0301", n)}\n`],
	[
		"emoji and other directions",
		5_000,
		(n) => times("# \u202e\u{1F468}\u200d\u{1F469}\u200d\u{1F467} \u0627\u0644\n", n),
	],
	["zeros", 20_000, (n) => times("a\0", n)],
	["what UTF-8 is not", 20_000, (n) => `# h\n${times("\ufffd", n)}(`],
	["all line ends", 20_000, (n) => `\ufeff# a\r${times("b\r\nc\r", n)}\ufeff# d`],
	// Mixed.
	["stars and brackets", 20_000, (n) => times("*]", n)],
	["stars and underscores", 20_000, (n) => times("*_", n)],
	["every delimiter", 8_000, (n) => times("*a_b~c`d[e]!", n)],
	["links in emphasis", 8_000, (n) => times("*[a](b)", n)],
	["parentheses in a destination", 20_000, (n) => `[a](${times("(", n)}${times(")", n)})`],
	["brackets over lines", 20_000, (n) => times("](\n[", n)],
	// Front matter.
	["front matter without an end", 50_000, (n) => `---\n${times("a: b\n", n)}`],
	[
		"aliases of aliases",
		9,
		(n) =>
			`---\na0: &a0 [x,x,x,x,x,x,x,x,x]\n${each(n, (index) => `a${index + 1}: &a${index + 1} [${Array(9).fill(`*a${index}`).join(",")}]\n`)}---\n# x\n`,
	],
	["lists in lists of YAML", 20_000, (n) => `---\na: ${times("[", n)}${times("]", n)}\n---\n# x\n`],
	["front matter that is code", 1, () => "---js\n{a: (globalThis.hurt = 1, 1)}\n---\n# x\n"],
	[
		"keys of prototypes",
		1,
		() => "---\n__proto__: {a: yes}\n<<: {__proto__: {b: yes}}\nconstructor: {prototype: {c: yes}}\n---\n# x\n",
	],
];

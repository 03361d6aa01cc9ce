/** What a writer should know about a code besides its summary: why it is a fault, and how it is mended. */
export const explanations: Record<string, string> = {
	"alert-elsewhere": `It is not checked. The settings say where the book stands: site, and alerts.sites for further addresses.`,
	"alert-mismatch": `An engineer who is paged comes to an entry that does not speak of the alert.
Change the link, or add the alert to the facts of the entry that it leads to.`,
	"alert-old-address": `The old page still says what took its place, but an engineer who is paged has no time for it. Link to the new one.`,
	"alert-unknown-entry": `An engineer who is paged would find nothing. Entries stand under runbook/27.html, and an anchor may follow.`,
	"alert-without-runbook": `Whoever is paged needs to know what to do: annotations: runbook_url: https://book.example.com/runbook/27.html`,
	"bad-front-matter": `The block between the two lines --- is YAML, and each key has a type.
A title that is a number stands in quotes, a day is written 2026-11-24, a list is [a, b].
The README lists the keys; schema/front-matter.schema.json lets an editor check them.`,
	"bad-lock": `The lock names every number, address and anchor that was ever published.
Nothing is published while it cannot be read, for nobody would know what gets lost.
After a merge keep the lines of both sides, each key once; then silcrow lock puts it in order.`,
	"bad-settings": `The value is left out and its default is used for the rest of the report.
schema/book.schema.json lets an editor check the file while you type.`,
	"broken-fragment": `The page is there, and has no such place.
Anchors are those of GitHub: the heading in lower case, blanks as hyphens, most punctuation left out.
A heading keeps an anchor of its own with {#id} behind its words.`,
	"broken-link": `Links between files are relative to the file that they stand in, as on GitHub: [text](08-database.md#heading).
Addresses that a server adds later are listed under links.ignore in book/book.yaml.`,
	"broken-redirect": `Old addresses stand in front matter (aliases), or in book/book.yaml (redirects, retired).
Each leads to something that is there, and none hides something that is there.`,
	"case-mismatch": `It works where file names ignore letter case, and breaks on the server, where they do not.`,
	"deprecated-term": `The glossary says that the term is superseded.
Say the new one, or list the file under glossary.allow where it tells history.`,
	"diagram-alt": `A picture says nothing to a reader who hears the page, and nothing where it is not shown.
Write alt="…" behind the language of the fence.`,
	"diagram-error": `A block of dot is drawn by Graphviz, a block of mermaid by the rules of Mermaid; the place is where it stopped.
Of Mermaid's kinds flowchart, sequence, state, class and er are drawn. The page shows the code until it can be drawn.`,
	"dotted-number": `Sections have whole numbers. If it means another book, nothing has to be done.`,
	"duplicate-alert": `Whoever is called opens the entry that the alert links to, so an alert belongs to one entry.
The other entry can be named in its text.`,
	"duplicate-anchor": `A link to it could lead to either. Give one of the two another id.`,
	"duplicate-number": `A number is an identity: links and alerts use it. Give one of the two the next free number.`,
	"duplicate-term": `Join the two entries, or put them under different group headings.`,
	"early-term": `The entry names the chapter that explains the term, and that one comes later.
It is said once for a term, at its first use, and not where the chapter sends its reader there anyway or where several chapters use it before.`,
	"empty-part": `A part is led in by bold words or a heading; runbook.parts in book/book.yaml says by which.
Write what belongs there, or take the lead away.`,
	encoding: `All texts are UTF-8. Save the file again with that encoding.`,
	"file-too-large": `Split the file, or raise limits.fileSize in book/book.yaml.`,
	"front-matter-language": `A word behind the opening --- would name another language for the block, even a programming language.
Front matter here is data and nothing else.`,
	"front-matter-unclosed": `Without the closing line nobody can tell where the text begins. Nothing is dropped; the block is shown as text.`,
	"heading-level": `Screen readers and the contents of the page follow the levels: ## is followed by ###.`,
	"highlight-limit": `The block is shown without colours, so that no page takes for ever to build.`,
	"html-dropped": `Pages show the elements and attributes that prose needs. The words inside are kept.`,
	"html-unsafe": `It could run a program in the reader's browser or send the reader elsewhere. The words inside are kept.`,
	"idle-step": `A step is an item of the numbered list under Steps. It has a block of commands, a code span, a link, or a sentence.`,
	"include-lines": `Lines are counted from 1, both ends included: lines=10-20, or lines=12 for one.
A region keeps its place when the file changes; numbers do not.`,
	"include-missing": `The path behind file= counts from the folder of the file that includes it, and stays inside the book.`,
	"include-region": `A region begins with a comment "region NAME" and ends with "endregion".`,
	"invisible-character": `Marks of direction and spaces without width change what a reader sees, or hide what he runs.
The page shows each of them as a sign. Take it out of the code.`,
	"limit-depth": `Text like this takes a parser a time that grows with its square. The whole file is shown as plain text.`,
	"limit-inline": `Text like this takes a parser a time that grows with its square. The whole file is shown as plain text.
Part the paragraph, or raise limits.inlineMarkers.`,
	"limit-lines": `Text like this takes a parser a time that grows with its square. The whole file is shown as plain text.
Part the paragraph, or raise limits.paragraphLines.`,
	"limit-output": `Aliases of footnotes, references or included files can make a page many times as large as its source.
Include less, or part the file.`,
	"limit-table": `Part the table, or raise limits.tableColumns or limits.tableCells.`,
	"limit-time": `No limit foresaw what this file does to a parser, so it was stopped after 10 seconds of computing or 512 MB. The whole file is shown as plain text.
Divide the file, and look for what no reader would miss in it: pasted logs, rows of signs, thousands of links in one paragraph.`,
	"malformed-reference": `It begins like a reference and cannot be read as one: a range that runs backwards, a number with a letter.
Correct it, or write a backslash before the § to keep it as text.`,
	"lost-anchor": `Somebody may have linked to it. Say where its matter stands now:
{#old-anchor} behind a heading keeps its anchor; aliases: {"#old": "#new"} in front matter gives it to another one;
(also: old name) keeps that of a term; redirects and retired in book/book.yaml take care of the rest.
silcrow lock --drop page.html#anchor forgets an anchor that nobody ever linked to.`,
	"lost-number": `A number is an identity: alerts, tickets and people use it.
A section that is gone stands in the front matter of its chapter: retired: {25: 27}, or retired: [25] if nothing took its place.
A chapter that is gone stands in book/book.yaml: retired: {9: 8}; one with a new number says aliases: [ch09.html] in its front matter.
A number never comes to mean something else. Title or text may change, and one by one both may; silcrow lock records it.`,
	"lost-page": `Pages without a number are named after their files. The file that has the text now says aliases: [old-name.html].`,
	"marked-lines": `{3,5-7} behind the language marks lines of the block, counted from 1 in what is shown.`,
	"low-contrast": `WCAG asks for a ratio of 4.5 for text and 3 for borders and the focus ring, and a page at night on a phone needs it.
docs/theming.md lists the colours; each has a light and a dark value.`,
	"missing-asset": `Files lie beside the chapters or in public/. The path counts from the file that names it.`,
	"missing-number": `Nothing can refer to it by number. Begin the file's name with one (08-database.md), or set number or appendix in its front matter.`,
	"missing-part": `Every entry says how one sees that it worked, and how to undo it or that it cannot be undone.
The leads are **Verify.** and **Roll back.**, as bold words or as headings; runbook.parts in book/book.yaml names others.`,
	"name-encoding": `Rename the file; its name must be UTF-8.`,
	"number-mismatch": `One of the two was changed without the other. Readers believe the words, browsers follow the link.`,
	"output-collision": `Some systems do not tell letter case or accents apart in names. Rename one of the two.`,
	"parser-fallback": `The text has so much of one thing that the fast parser is not trusted with it. The page is the same; it takes longer.`,
	"portable-name": `A checkout on another system fails or renames it.`,
	read: `The system refused it, or the file changed all the time while it was read.`,
	"remote-asset": `A page asks no other host for anything: it must work offline, and tell nobody who reads it.
Put the file into the book, or allow the host under links.remoteImages.`,
	"retired-section": `The number is not used again. The hint names what took its place, if the chapter says so.`,
	"section-gap": `A reader of an old link would find nothing. List the number under retired in the front matter, with its successor if there is one.`,
	"see-cycle": `A reader who follows them never finds a definition. Give one of the entries a text of its own.`,
	"special-file": `A book is made of files and folders.`,
	"superseded-reference": `The text that it leads to says that something else took its place.
Refer to that, or silence the line where history is told.`,
	"successor-cycle": `A reader must arrive somewhere. Take the words away from the one that is still good.`,
	"suppression-without-reason": `<!-- silcrow: ignore CODE because … --> silences CODE in the next block. Whoever comes later must know why.`,
	"symlink-escape": `What lies outside of the book is not read, whatever a link says.`,
	"table-cells": `What goes beyond the last column is not shown. A bar inside a cell is written \\|, in code spans too.`,
	"task-state": `- [x] is done, - [ ] is not, and the words behind the name may say more: (done 2026-04-12), (in progress), (superseded by …), (not planned).`,
	"term-not-used": `A reader who follows the entry finds nothing. Use the term in the chapter, or name the chapter that does.`,
	"term-without-chapter": `End the entry with (Chapter 8), or write "See other term.".`,
	"two-runbooks": `A bare § means the runbook, so there can be one.`,
	"unclosed-block": `A block begins with :::note, :::tip, :::important, :::caution, :::warning or :::danger, perhaps with a title behind it, and ends with a line :::.
Both lines stand equally far to the right. A block that holds another has more colons.`,
	"undefined-term": `The definitions of this glossary set the names of other entries in bold, and this name has no entry.`,
	"unexplained-placeholder": `<name> in a command stands for a value that the reader has to find.
Name it in a code span under You need, in the text of the entry, or in a table of the chapter; runbook.placeholders in book/book.yaml lists those that everybody knows.`,
	"unknown-alert": `The alert was renamed or removed, or its file is not among those that --alerts describes.`,
	"unknown-appendix": `Appendices get their letter from appendix: B in front matter.`,
	"unknown-block": `The blocks are note, tip, important, caution, warning, danger, tabs and tab. The text is kept as it is.`,
	"unknown-chapter": `Chapters get their number from the file's name or from number in front matter. Drafts do not count.`,
	"unknown-commit": `Hashes that stand beside a known one are checked too. List the commit under commits in book/book.yaml.`,
	"unknown-item": `"bug #6" means §6 of the chapter whose front matter says sections: { label: bug }.`,
	"unknown-key": `A misspelt key would be ignored without a word, so it is reported.`,
	"unknown-section": `Sections get their number from a heading such as ## §26 Title.
In a chapter without numbered sections a bare § means the runbook.`,
	"unknown-term-group": `"See Cloudflare section." names a group heading of the glossary, "See goose." a term.`,
	"unknown-successor": `supersededBy in front matter, **Superseded by** below a heading and (superseded by …) behind a term name what took the place.
It is a reference in words, such as Chapter 9, §13 of ch19 or Appendix B, or the name of a term.`,
	"unread-colour": `Contrast is computed from colours like #0a5463. Names, rgb() and oklch() work in browsers, and nobody looks after them here.`,
	"unreadable-alerts": `Templates of Helm charts are read as far as they look like YAML. What they become can be checked: helm template . > rules.yaml`,
	"unreadable-entry": `The remark or key is ignored. A glossary entry has the form - **Term** (remarks): text (Chapter 8).`,
	"unused-footnote": `Call it with [^name] where it belongs, or take it away.`,
	"unknown-index-entry": `The index at the back has the terms, the titles of chapters and sections, and what comments and front matter add.
An entry with “see” leads to one of these.`,
	"unused-term": `All that the book says is searched, headings and code included, and the forms of the last word are counted in.
Case counts only where a name has a capital inside. Give the entry an alias if the book says it otherwise.`,
	"unused-suppression": `What it silenced has been mended. Take the comment away, or it hides the next fault.`,
	"url-credentials": `A published page shows its addresses to everybody. Take the user name and the password out.`,
	"url-protocol": `Pages link to http, https, mailto, tel and files of the book.`,
};

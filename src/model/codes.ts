import type { Diagnostic, Related, Severity, Span } from "./diagnostic.ts";

/** Every diagnostic code with what it weighs when the settings say nothing, and what it means in a sentence. */
export const codes: Record<string, { severity: Severity; summary: string }> = {
	"alert-elsewhere": { severity: "info", summary: "The runbook_url of an alert leads out of the book." },
	"alert-mismatch": {
		severity: "warning",
		summary: "The runbook_url of an alert leads to another entry than the one that names the alert.",
	},
	"alert-old-address": {
		severity: "warning",
		summary: "The runbook_url of an alert leads to an address that something else took the place of.",
	},
	"alert-unknown-entry": {
		severity: "error",
		summary: "The runbook_url of an alert leads to a page or an anchor that the book does not have.",
	},
	"alert-without-runbook": { severity: "warning", summary: "An alert has no runbook_url." },
	"bad-front-matter": { severity: "error", summary: "Front matter says something that it cannot say." },
	"bad-lock": {
		severity: "error",
		summary: "`book/book.lock.json` cannot be read, so nobody knows what was published.",
	},
	"bad-settings": { severity: "error", summary: "`book/book.yaml` says something that it cannot say." },
	"broken-fragment": { severity: "error", summary: "A link names a heading or an id that its page does not have." },
	"broken-link": { severity: "error", summary: "A link leads to a file or page that is not there." },
	"broken-redirect": {
		severity: "error",
		summary: "An old address leads nowhere, or is an address of the book itself.",
	},
	"case-mismatch": { severity: "error", summary: "A link differs from the name of its file in letter case only." },
	"deprecated-term": { severity: "warning", summary: "Prose uses a term that is superseded." },
	"diagram-alt": { severity: "warning", summary: "A diagram has no words for those who cannot see it." },
	"diagram-error": { severity: "error", summary: "A diagram cannot be drawn." },
	"dotted-number": { severity: "info", summary: "A number such as §3.2 is not a reference of this book." },
	"duplicate-alert": { severity: "warning", summary: "Two entries of the runbook name the same alert." },
	"duplicate-anchor": { severity: "error", summary: "Two places of a page have the same id." },
	"duplicate-number": { severity: "error", summary: "Two files or two sections have the same number." },
	"duplicate-term": { severity: "error", summary: "Two entries of the glossary have the same name." },
	"early-term": { severity: "info", summary: "A term is used before the chapter that introduces it." },
	"empty-part": { severity: "warning", summary: "A part of a runbook entry has a name and no words." },
	encoding: { severity: "error", summary: "A file is not UTF-8 throughout." },
	"false-image": { severity: "warning", summary: "An image is not of the format that its name says." },
	"file-too-large": { severity: "error", summary: "A file is larger than the limit." },
	"front-matter-language": { severity: "error", summary: "Front matter is written in something else than YAML." },
	"front-matter-unclosed": { severity: "error", summary: "Front matter has no closing line." },
	"heading-level": { severity: "warning", summary: "A file has a second heading of the first level." },
	"highlight-limit": { severity: "warning", summary: "A code block is too large to be highlighted." },
	"html-dropped": { severity: "warning", summary: "Raw HTML that pages do not show was taken away." },
	"html-unclosed": { severity: "warning", summary: "An element of raw HTML has no end where its block ends." },
	"html-unsafe": { severity: "error", summary: "Raw HTML that could harm a reader was taken away." },
	"idle-step": { severity: "warning", summary: "A step of a runbook entry says nothing to do." },
	"include-lines": { severity: "error", summary: "A code block includes lines that its file does not have." },
	"include-missing": { severity: "error", summary: "A code block includes a file that is not there." },
	"include-region": { severity: "error", summary: "A code block includes a region that its file does not have." },
	"invisible-character": { severity: "warning", summary: "Code or a sentence holds a character that nobody sees." },
	"large-font": { severity: "warning", summary: "The font of the book is too large for a page." },
	"limit-depth": { severity: "error", summary: "Quotes or lists are nested too deeply." },
	"limit-inline": { severity: "error", summary: "A paragraph has too many signs that open something." },
	"limit-lines": { severity: "error", summary: "A paragraph has too many lines." },
	"limit-output": { severity: "error", summary: "A page would be out of all proportion to its file." },
	"limit-time": { severity: "error", summary: "A file takes a parser too much time or memory." },
	"limit-table": { severity: "error", summary: "A table has too many columns or cells." },
	"lost-anchor": {
		severity: "error",
		summary: "An anchor that was published leads nowhere, or to something else.",
	},
	"lost-number": { severity: "error", summary: "A number that was published is gone, or means something else." },
	"lost-page": { severity: "error", summary: "A page that was published is gone, or is about something else." },
	"malformed-reference": { severity: "warning", summary: "This looks like a reference and cannot be read as one." },
	"marked-lines": { severity: "warning", summary: "A code block marks lines that it does not have." },
	"low-contrast": { severity: "error", summary: "Two colours of the book's theme cannot be told apart." },
	"missing-asset": { severity: "error", summary: "An image or file that is shown or linked is not there." },
	"missing-font": { severity: "error", summary: "The font that the settings name is not there." },
	"missing-number": { severity: "warning", summary: "A chapter has neither a number nor a letter." },
	"missing-part": { severity: "warning", summary: "A runbook entry does not say how to check it, or how to go back." },
	"name-encoding": { severity: "error", summary: "The name of a file is not UTF-8." },
	"number-mismatch": {
		severity: "error",
		summary: "The words of a link say another number than the link, or a file's name another than its front matter.",
	},
	"output-collision": { severity: "error", summary: "Two files would be published under one name." },
	"parser-fallback": { severity: "warning", summary: "A file is read by the slower parser, to be safe." },
	"portable-name": { severity: "warning", summary: "The name of a file cannot be used on every system." },
	read: { severity: "error", summary: "A file cannot be read." },
	"remote-asset": { severity: "error", summary: "A page would load something from another host." },
	"retired-section": { severity: "error", summary: "A reference leads to a section that was retired." },
	"search-budget": { severity: "warning", summary: "A section is too long for the search." },
	"see-cycle": { severity: "error", summary: "Entries of the glossary send their readers to each other." },
	"section-gap": { severity: "warning", summary: "A number between two sections is missing and not retired." },
	"special-file": { severity: "error", summary: "A device, a socket or the like lies in the book." },
	"superseded-reference": { severity: "warning", summary: "A reference leads to something that is superseded." },
	"successor-cycle": { severity: "error", summary: "Superseded things send their readers to each other." },
	"suppression-without-reason": {
		severity: "warning",
		summary: "A comment silences a diagnostic and does not say why.",
	},
	"symlink-escape": { severity: "error", summary: "A symbolic link leads out of the book." },
	"table-cells": { severity: "warning", summary: "A row has more cells than its table has columns." },
	"task-state": { severity: "warning", summary: "The box of a task and the words about it disagree." },
	"term-not-used": { severity: "warning", summary: "An entry sends its reader to a chapter that never uses the term." },
	"term-without-chapter": {
		severity: "error",
		summary: "An entry of the glossary names neither a chapter nor another entry.",
	},
	"two-runbooks": { severity: "error", summary: "Two files say that they are the runbook." },
	"unclosed-block": { severity: "error", summary: "A block of colons or of code has no end, or no beginning." },
	"undefined-term": { severity: "info", summary: "A definition names something like an entry, and it has none." },
	"unexplained-placeholder": { severity: "warning", summary: "A command has a placeholder that nothing explains." },
	"unknown-alert": { severity: "warning", summary: "An entry names an alert that no rule file defines." },
	"unknown-appendix": { severity: "error", summary: "A reference names an appendix that the book does not have." },
	"unknown-block": { severity: "error", summary: "A line of colons opens a block that does not exist." },
	"unknown-chapter": { severity: "error", summary: "A reference names a chapter that the book does not have." },
	"unknown-commit": { severity: "error", summary: "A reference names a commit that the settings do not list." },
	"unknown-index-entry": {
		severity: "warning",
		summary: "An entry of the index sends its reader to one that is not there.",
	},
	"unknown-item": {
		severity: "error",
		summary: "A reference such as bug #6 names an item that the book does not have.",
	},
	"unknown-key": {
		severity: "warning",
		summary: "Settings, front matter or the facts of an entry have a key that means nothing.",
	},
	"unknown-section": { severity: "error", summary: "A reference names a section that its chapter does not have." },
	"unknown-template": { severity: "warning", summary: "A template of the book takes the place of none." },
	"unknown-term-group": { severity: "error", summary: "A glossary entry names a group or a term that is not there." },
	"unknown-successor": { severity: "error", summary: "Something is superseded by what is not there." },
	"unread-colour": {
		severity: "warning",
		summary: "A colour of the book's theme is written in a way that is not checked.",
	},
	"unreadable-alerts": { severity: "warning", summary: "A file with alerts cannot be read as YAML." },
	"unreadable-font": { severity: "error", summary: "The font that the settings name cannot be read." },
	"unreadable-entry": {
		severity: "warning",
		summary: "The facts of a runbook entry, or the head of a glossary entry, cannot be read.",
	},
	"unsafe-file": {
		severity: "error",
		summary: "A file beside the chapters runs or loads something when it is opened.",
	},
	"unused-footnote": { severity: "warning", summary: "A footnote is not shown, for nothing calls it." },
	"unused-term": { severity: "warning", summary: "Nothing in the book uses a term of the glossary." },
	"unused-suppression": { severity: "warning", summary: "A comment silences a diagnostic that does not occur." },
	"url-credentials": { severity: "error", summary: "An address holds a user name or a password." },
	"url-protocol": { severity: "error", summary: "An address has a protocol that pages do not link to." },
};

/** Tell whether a text is a code. */
export function isCode(text: string): boolean {
	return Object.hasOwn(codes, text);
}

/** Give the severity that a code has where the settings say nothing. */
export function severityOf(code: string): Severity {
	return codes[code]?.severity ?? "error";
}

/** Make a diagnostic whose severity is the one of its code. */
export function diagnostic(
	code: string,
	path: string,
	span: Span,
	message: string,
	hints: string[] = [],
	related: Related[] = [],
): Diagnostic {
	return { code, severity: severityOf(code), path, span, message, hints, related };
}

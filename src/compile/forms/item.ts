import type { Form, FoundLink } from "./form.ts";
import { GAP, matchAt } from "./form.ts";

/** `bug #6`, and `bug #6 (Chapter 19)`: a numbered section by the label of its chapter. Text unless a chapter has the label. */
export const itemForm: Form = {
	trigger: "(?<![\\p{L}\\p{N}_#/.-])\\p{L}[\\p{L}-]*(?=\\s#\\d)",
	read(scan, at) {
		const found = matchAt(head, scan.text, at);
		if (!found) return undefined;
		const end = at + found[0].length;
		const chapter = matchAt(chapterBehind, scan.text, end);
		const target: FoundLink["target"] = {
			kind: "item",
			label: (found[1] ?? "").toLowerCase(),
			number: Number(found[2]),
		};
		if (chapter) target.chapter = Number(chapter[1] ?? chapter[2]);
		return { end, links: [{ start: at, end, target, tentative: true }], faults: [] };
	},
};

const head = new RegExp(`(\\p{L}[\\p{L}-]*)${GAP}#(\\d{1,5})(?![\\p{L}\\p{N}_])(?!\\.\\d)`, "uy");
const chapterBehind = new RegExp(
	`${GAP}\\((?:(?:chapter|chap\\.|ch\\.)${GAP}(\\d{1,5})|ch(0?[1-9]\\d{0,3}))\\)`,
	"iuy",
);

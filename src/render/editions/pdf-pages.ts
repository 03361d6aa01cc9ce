import { Buffer } from "node:buffer";

/**
 * Read from a PDF which page each named destination is on, from 1. It reads what Chromium writes (PDF 1.4, objects in
 * plain text); of another PDF it gives nothing.
 */
export function pdfPages(pdf: Uint8Array): Map<string, number> {
	const text = Buffer.from(pdf).toString("latin1");
	const objects = objectsOf(text);
	const numbers = new Map(pageOrder(objects).map((id, index) => [id, index + 1]));
	const catalog = [...objects.values()].find((object) => /\/Type\s*\/Catalog\b/.test(object)) ?? "";
	const destinations = objects.get(Number(/\/Dests\s+(\d+)\s+0\s+R/.exec(catalog)?.[1])) ?? "";
	const pages = new Map<string, number>();
	for (const [, name = "", id] of destinations.matchAll(/\/([^\s[\]<>()/]+)\s*\[(\d+) 0 R/g)) {
		const number = numbers.get(Number(id));
		if (number !== undefined) pages.set(decodeName(name), number);
	}
	return pages;
}

function objectsOf(text: string): Map<number, string> {
	const objects = new Map<number, string>();
	for (const { 1: id, index } of text.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
		const start = text.indexOf("obj\n", index) + 4;
		objects.set(Number(id), text.slice(start, text.indexOf("endobj", start)).split("stream\n", 1)[0] ?? "");
	}
	return objects;
}

/** Walk the tree of pages from its root, which has no parent. */
function pageOrder(objects: ReadonlyMap<number, string>): number[] {
	const root = [...objects].find(([, object]) => /\/Type\s*\/Pages\b/.test(object) && !/\/Parent\b/.test(object));
	const order: number[] = [];
	const walk = (id: number) => {
		const object = objects.get(id) ?? "";
		const kids = /\/Kids\s*\[([^\]]*)\]/.exec(object)?.[1];
		if (kids === undefined) order.push(id);
		else for (const [, kid] of kids.matchAll(/(\d+) 0 R/g)) walk(Number(kid));
	};
	if (root) walk(root[0]);
	return order;
}

/** A name writes unusual bytes by number; the bytes are UTF-8. */
function decodeName(name: string): string {
	const bytes = name.replace(/#([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
	return Buffer.from(bytes, "latin1").toString("utf8");
}

/** Write a time, in ISO form, over those at which a PDF was made; the length stays, and so do all offsets in it. */
export function withPdfTime(pdf: Uint8Array, time: string): Uint8Array {
	const stamp = `(D:${time.replace(/\D/g, "").slice(0, 14)}+00'00')`;
	const text = Buffer.from(pdf).toString("latin1");
	const stamped = text.replace(/(\/(?:CreationDate|ModDate) )\(D:\d{14}\+00'00'\)/g, (_, key: string) => key + stamp);
	return Buffer.from(stamped, "latin1");
}

/**
 * Number the elements of a PDF's structure from 0. Chromium names them by a count of its own, which now and then has
 * begun one higher; their order, by which the PDF finds them, and all lengths stay.
 */
export function withSteadyIds(pdf: Uint8Array): Uint8Array {
	const text = Buffer.from(pdf).toString("latin1");
	const ids = [...new Set(text.match(elementId))].sort();
	const steady = new Map(ids.map((id, index) => [id, `(node${String(index).padStart(8, "0")})`]));
	return Buffer.from(
		text.replace(elementId, (id) => steady.get(id) ?? id),
		"latin1",
	);
}

const elementId = /\(node\d{8}\)/g;

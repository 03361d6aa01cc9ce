import type { EngineOptions, EngineResult } from "../model/engine.ts";
import type { Store } from "../model/store.ts";
import { forget, type Memo, remember } from "./memo.ts";
import { printOf } from "./prints.ts";

/** Paint the cards, which the render stage leaves as SVG. A drawing that was painted before is not painted again. */
export async function paintCards(
	site: EngineResult["site"],
	{ paintCard }: EngineOptions,
	painted: Memo<Promise<Uint8Array>>,
	store: Store | undefined,
): Promise<void> {
	const addresses = [...site.keys()].filter(isCard);
	for (const address of addresses) {
		const svg = site.get(address);
		if (typeof svg !== "string") continue;
		if (paintCard) site.set(address, await remember(painted, address, [svg], () => paint(svg, paintCard, store)));
		else site.delete(address);
	}
	forget(painted, new Set(addresses));
}

async function paint(svg: string, paintCard: (svg: string) => Promise<Uint8Array>, store: Store | undefined) {
	const print = printOf("card", svg);
	const known = store?.find(print)?.part(0);
	if (known !== undefined) return Buffer.from(known, "base64");
	const png = await paintCard(svg);
	store?.keep(print, "", [Buffer.from(png).toString("base64")]);
	return png;
}

/** Tell the address of a card from others. */
export function isCard(address: string): boolean {
	return address.startsWith("cards/") && /^cards\/[^/]+\.png$/.test(address);
}

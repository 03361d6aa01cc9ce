// What `silcrow dev` puts into its pages: it keeps them up to date and shows what is wrong with the book. It is part of no published site.
import { pairings } from "./align.ts";
import { dropBlanks } from "./blank.ts";
import { stayConnected } from "./connection.ts";
import { refreshFiles } from "./files.ts";
import { headOf } from "./head.ts";
import { markChanges } from "./mark.ts";
import { showStatus } from "./panel.ts";
import { bodyPatcher } from "./patch.ts";
import { isHere, reveal } from "./reveal.ts";

const script = document.currentScript as HTMLScriptElement;
const { version = "", serial = "0" } = script.dataset;
script.remove();

// The page must be known as it was sent before its own scripts add their buttons.
dropBlanks(document.body);
const head = headOf(document);
const patch = bodyPatcher(document.body, pairings);
const shown = { blocks: [] as Element[] };

stayConnected(
	{ version, serial: Number(serial) },
	{
		status: (status) => showStatus(status),
		page({ html }) {
			const next = new DOMParser().parseFromString(html, "text/html");
			// A parsed page has its own reading of what scripts replace.
			for (const one of next.querySelectorAll("noscript")) one.textContent = one.innerHTML;
			if (!head.canBecome(next)) {
				location.reload();
				return;
			}
			head.become(next);
			dropBlanks(next.body);
			const changed = patch(next.body);
			// The scripts of the site look after what is new on the page.
			document.dispatchEvent(new Event("silcrow:patched"));
			shown.blocks = markChanges(changed);
		},
		files: ({ addresses }) => refreshFiles(addresses),
		target({ address, anchor }) {
			if (isHere(address)) reveal(shown.blocks[0], anchor);
			else location.href = `/${encodeURI(address)}${anchor === undefined ? "" : `#${anchor}`}`;
		},
		lost: () => showStatus(undefined),
	},
);

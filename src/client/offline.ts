import { one } from "./find.ts";
import { showCopyLine } from "./verified.ts";

/** Let the browser keep the whole book where the site offers that, and say when it is the copy that is read. */
export function keepCopy(): void {
	const script = one("script[data-worker]");
	if (!script || !navigator.serviceWorker) return;
	navigator.serviceWorker.register(script.dataset.worker ?? "").catch(() => undefined);
	addEventListener("offline", markCopy);
	addEventListener("online", () => one(".local")?.remove());
	if (!navigator.onLine) markCopy();
}

function markCopy(): void {
	const time = one("[data-built] time")?.textContent;
	showCopyLine("Offline", `Offline. You are reading the copy${time ? ` of ${time}` : ""}.`);
}

import { make, one } from "./find.ts";

/** Let the browser keep the whole book where the site offers that, and say when it is the copy that is read. */
export function keepCopy(): void {
	const script = one("script[data-worker]");
	if (!script || !navigator.serviceWorker) return;
	navigator.serviceWorker.register(script.dataset.worker ?? "").catch(() => undefined);
	addEventListener("offline", markCopy);
	addEventListener("online", () => one(".local")?.remove());
	if (!navigator.onLine) markCopy();
}

const month = 30 * 86_400_000;

function markCopy(): void {
	const built = one("[data-built]");
	const time = one("time", built ?? undefined)?.textContent;
	const age = Date.now() - Date.parse(built?.dataset.built ?? "");
	one(".local")?.remove();
	const line = make(
		"section",
		`local${age > month ? " warn" : ""}`,
		`Offline. You are reading the copy${time ? ` of ${time}` : ""}.`,
	);
	line.setAttribute("aria-label", "Offline");
	one(".bar")?.after(line);
}

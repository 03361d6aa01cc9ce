import { make } from "./find.ts";

/** Load a script of the book; scripts run in the order in which they were asked for. */
export function loadScript(address: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const script = make("script");
		script.src = address;
		script.async = false;
		script.onload = () => resolve();
		script.onerror = () => {
			script.remove();
			reject(new Error(address));
		};
		document.head.append(script);
	});
}

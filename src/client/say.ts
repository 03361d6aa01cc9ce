import { make } from "./find.ts";

const place = make("p", "said");
place.role = "status";

/** Show a short message for two seconds; screen readers read it out. */
export function say(words: string): void {
	if (!place.isConnected) document.body.append(place);
	place.textContent = words;
	setTimeout(() => {
		if (place.textContent === words) place.textContent = "";
	}, 2000);
}

/** A number that can be called from everywhere, as people write it, or what must stay as it is: a tag, a link, code. */
const piece = /<(a|code|pre|button)\b[\s\S]*?<\/\1>|<[^>]*>|(?<![\w+])\+[1-9](?:[\d\u00a0\u202f ()./-]{5,20})\d(?!\w)/g;

/** Let a tap call the numbers that an entry names where it says whom to call. */
export function withPhoneLinks(html: string): string {
	return html.replace(
		/(<(?:h2 class="lead" id|p class="lead" data-part)="escalate">)([\s\S]*?)(?=<h[2-6]\b|<p class="lead"|$)/,
		(_, head: string, text: string) => head + text.replace(piece, (found) => (found[0] === "+" ? link(found) : found)),
	);
}

function link(number: string): string {
	const digits = number.replace(/\(0\)|\D/g, "");
	// Of more digits than that no number consists.
	return digits.length > 15 ? number : `<a href="tel:+${digits}">${number}</a>`;
}

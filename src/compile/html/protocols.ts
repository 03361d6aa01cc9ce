/** Why an address may not be published. */
export interface ProtocolFault {
	code: "url-protocol" | "url-credentials" | "broken-link";
	message: string;
	hint: string;
}

/** The schemes that a page may link to. Everything else could run something, or opens nothing. */
const allowed = new Set(["http", "https", "mailto", "tel", "sms", "xmpp", "irc", "ircs", "news", "ssh", "git"]);

/** Browsers drop these characters before they look for the scheme, so that `java\nscript:` is one. */
const dropped = /[\u0000-\u0020\u007f-\u009f]/g;

/** A name and a password before the host. Browsers take `https:host` and `\\\\host` for addresses with a host too. */
const password = /^((?:https?:[\\/]*|(?:[a-z][a-z0-9+.-]*:)?[\\/]{2})[^\\/?#:@]*:)[^\\/?#]+@/i;

/** Write an address with stars in place of its password. */
export function withoutPassword(url: string): string {
	return url.replace(password, "$1***@");
}

/** Say why an address must not be published, or undefined if it may. */
export function protocolFault(url: string): ProtocolFault | undefined {
	if (url.trim() === "")
		return { code: "broken-link", message: "this has no address", hint: "write one, or take the link away" };
	const scheme = schemeOf(url);
	if (scheme !== undefined && !allowed.has(scheme)) {
		return {
			code: "url-protocol",
			message: `a link with the scheme “${scheme}:” is not published`,
			hint: "link to a page of the book, or to an http, https, mailto or tel address",
		};
	}
	if (password.test(url)) {
		return {
			code: "url-credentials",
			message: "this address holds a password, which would be published",
			hint: "take the name and the password out of the address",
		};
	}
	return undefined;
}

/** Return the scheme of an address in lower case, as a browser reads it; undefined for a relative one. */
export function schemeOf(url: string): string | undefined {
	return /^([a-z][a-z0-9+.-]*):/i.exec(url.replace(dropped, ""))?.[1]?.toLowerCase();
}

import { createHash } from "node:crypto";

/**
 * Sets the theme that the reader chose before anything is drawn, and says that scripts run, so that what they add has
 * its room from the first moment and nothing moves; the one script that stands in the page.
 */
export const themeScript =
	"var d=document.documentElement;d.className='js';try{var t=localStorage.getItem('silcrow-theme');if(t)d.dataset.theme=t}catch(e){}";

const themeHash = createHash("sha256").update(themeScript).digest("base64");

/** Write the Content-Security-Policy of every page: nothing is loaded from elsewhere, and only our own scripts run. */
export function contentPolicy(remoteImages: string[]): string {
	const hosts = remoteImages.filter((host) => /^[a-z0-9.*-]+(?::\d+)?$/i.test(host));
	return [
		"default-src 'none'",
		`script-src 'self' 'sha256-${themeHash}'`,
		"style-src 'self'",
		["img-src 'self' data:", ...hosts.map((host) => `https://${host}`)].join(" "),
		"font-src 'self'",
		"connect-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
	].join("; ");
}

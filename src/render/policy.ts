import { createHash } from "node:crypto";
import type { Settings } from "../model/settings.ts";

/**
 * Sets the theme that the reader chose before anything is drawn, and says that scripts run, so that what they add has
 * its room from the first moment and nothing moves;
 * with `fontScript` the one script that stands in the page.
 */
export const themeScript =
	"var d=document.documentElement;d.className='js';try{var t=localStorage.getItem('silcrow-theme');if(t)d.dataset.theme=t}catch(e){}";

/**
 * Asks for the font of a book, which its page names before this script, ahead of all else. A folder lets no page ask ahead
 * and keeps no font from page to page, so there the rules take over that wait for it.
 */
export const fontScript =
	"if(location.protocol=='file:')d.className+=' file';else{var l=document.createElement('link');l.rel='preload';l.as='font';l.crossOrigin='';l.href=document.querySelector('[name=font]').content;document.head.append(l)}";

const hashOf = (script: string) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`;

/** Write the Content-Security-Policy of a page: nothing is loaded from elsewhere, and only our own scripts run. `more` stand in this page alone. */
export function contentPolicy({ links, font }: Settings, more: string[] = []): string {
	const scripts = [themeScript, ...(font === undefined ? [] : [fontScript]), ...more];
	const hosts = links.remoteImages.filter((host) => /^[a-z0-9.*-]+(?::\d+)?$/i.test(host));
	return [
		"default-src 'none'",
		["script-src 'self'", ...scripts.map(hashOf)].join(" "),
		"style-src 'self'",
		["img-src 'self' data:", ...hosts.map((host) => `https://${host}`)].join(" "),
		"font-src 'self'",
		"connect-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
	].join("; ");
}

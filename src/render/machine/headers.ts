import type { Frame } from "../frame.ts";
import { contentPolicy } from "../policy.ts";

/** Write `_headers`, which Netlify, Cloudflare Pages and others read. */
export function renderHeaders({ settings }: Frame): string {
	const base = settings.site?.base ?? "/";
	const lines = headersOf(settings.links.remoteImages).map(([name, value]) => `  ${name}: ${value}\n`);
	return `${base}*\n${lines.join("")}\n${base}assets/*\n  Cache-Control: ${forEver}\n`;
}

/** Write the same for nginx, to be included in the `server` of the site. */
export function renderNginx({ settings }: Frame): string {
	const base = settings.site?.base ?? "/";
	const all = headersOf(settings.links.remoteImages).map(([name, value]) => `add_header ${name} "${value}" always;`);
	// A header of its own takes from a location those of the server.
	return `# Include this in the server block of the site.
${all.join("\n")}
add_header Cache-Control "no-cache" always;
location ${base}assets/ {
	${all.join("\n\t")}
	add_header Cache-Control "${forEver}" always;
}
error_page 404 ${base}404.html;
`;
}

/** Names in `assets/` change with what is in the files. */
const forEver = "public, max-age=31536000, immutable";

/** The policy stands on each page too; only a server can say who may frame it. */
function headersOf(remoteImages: string[]): [string, string][] {
	return [
		["Content-Security-Policy", `${contentPolicy(remoteImages)}; frame-ancestors 'none'`],
		["X-Content-Type-Options", "nosniff"],
		["Referrer-Policy", "no-referrer"],
		["Cross-Origin-Opener-Policy", "same-origin"],
		["Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"],
	];
}

import { singleAddress } from "../../model/edition.ts";
import type { Settings } from "../../model/settings.ts";
import type { Frame } from "../frame.ts";
import { contentPolicy } from "../policy.ts";
import { rootScript } from "../root-script.ts";

/** Write `_headers`, which Netlify, Cloudflare Pages and others read. */
export function renderHeaders({ settings }: Frame): string {
	const base = settings.site?.base ?? "/";
	const lines = headersOf(settings).map(([name, value]) => `  ${name}: ${value}\n`);
	const kept = `${base}assets/*\n  Cache-Control: ${forEver}\n`;
	const carried = settings.single ? `\n${base}${singleAddress}\n  Content-Disposition: ${attached}\n` : "";
	return `${base}*\n${lines.join("")}\n${kept}${carried}`;
}

/** Write the same for nginx, to be included in the `server` of the site. What stands below a base is kept apart from the rest of the server. */
export function renderNginx({ settings }: Frame): string {
	const base = settings.site?.base ?? "/";
	const all = headersOf(settings).map(([name, value]) => `add_header ${name} "${value}" always;`);
	// A header of its own takes from a location those of the server, and most nginx know no type of Markdown.
	const lines = [
		...all,
		'add_header Cache-Control "no-cache" always;',
		"charset utf-8;",
		`charset_types ${["text/plain", ...packed].join(" ")};`,
		"gzip on;",
		"gzip_vary on;",
		"gzip_min_length 512;",
		`gzip_types ${["text/plain", "application/json", ...packed].join(" ")};`,
		"absolute_redirect off;",
		`error_page 404 ${base}404.html;`,
		`error_page 403 =404 ${base}404.html;`,
		`location ^~ ${base}assets/ {`,
		...[...all, `add_header Cache-Control "${forEver}" always;`].map((line) => `\t${line}`),
		"}",
		...(settings.single ? singleLocation(base, all) : []),
		"location ~ \\.md$ {",
		"\tdefault_type text/plain;",
		"}",
	];
	const placed = base === "/" ? lines : [`location ^~ ${base} {`, ...lines.map((line) => `\t${line}`), "}"];
	return `# Include this in the server block of the site.\n${placed.join("\n")}\n`;
}

function singleLocation(base: string, headers: string[]): string[] {
	const own = ['add_header Cache-Control "no-cache" always;', `add_header Content-Disposition "${attached}" always;`];
	return [`location = ${base}${singleAddress} {`, ...[...headers, ...own].map((line) => `\t${line}`), "}"];
}

/** Types of text that nginx would send as they lie on the disk; what is HTML it packs anyway. */
const packed = [
	"text/css",
	"text/xml",
	"text/javascript",
	"application/javascript",
	"application/atom+xml",
	"image/svg+xml",
];

/** The book as one file holds its styles and scripts, which the policy of a site stops: it is to be kept, not opened there. */
const attached = "attachment";

/** Names in `assets/` change with what is in the files. */
const forEver = "public, max-age=31536000, immutable";

/** The policy stands on each page too; only a server can say who may frame it. */
function headersOf(settings: Settings): [string, string][] {
	// Servers send one policy with all pages, the one for wrong addresses among them.
	const policy = contentPolicy(settings, settings.site ? [] : [rootScript]);
	return [
		["Content-Security-Policy", `${policy}; frame-ancestors 'none'`],
		["X-Content-Type-Options", "nosniff"],
		["Referrer-Policy", "no-referrer"],
		["Cross-Origin-Opener-Policy", "same-origin"],
		["Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"],
	];
}

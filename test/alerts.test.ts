import { expect, test } from "vitest";
import { checkAlerts } from "../src/alerts/check-alerts.ts";
import { readAlerts } from "../src/alerts/read-alerts.ts";
import { publish } from "./support/published.ts";
import { placeOf, shortly } from "./support/shown.ts";

const entry = (number: number, title: string, facts: string) =>
	`## §${number} ${title}\n\n\`\`\`yaml entry\n${facts}\n\`\`\`\n\nText.\n`;

const settings = 'site: {origin: "https://ops.example.com", base: /book/}\nseverity: {section-gap: off}\n';
const files = {
	"book/book.yaml": settings,
	"book/17-runbook.md": `---\nrunbook: true\nretired: {3: 2}\n---\n# Runbook\n\n${entry(1, "Disk fills", "alerts: [DiskFills]")}\n### Verify\n\nYes.\n\n${entry(2, "Queue grows", "alerts: [QueueGrows]")}\n## §4 Old way\n\n**Superseded by** §2 since 2026-04.\n`,
};

/** What is reported of a rule file, each as code, place and first hint; the names of entries have no place here. */
async function reported(text: string, more = ""): Promise<string[]> {
	const { book } = await publish({ ...files, "book/book.yaml": settings + more });
	const { alerts, diagnostics } = readAlerts({ path: "rules.yaml", text });
	const nowhere = { path: "book/17-runbook.md", span: { start: point, end: point } };
	const found = [...diagnostics, ...checkAlerts(alerts, book, () => nowhere)];
	return found.filter(({ path }) => path === "rules.yaml").map((one) => shortly([one])[0] ?? "");
}

const point = { line: 1, column: 1, offset: 0 };
const rule = (name: string, url: string) => `- alert: ${name}\n  expr: up\n  annotations:\n    runbook_url: ${url}\n`;
const base = "https://ops.example.com/book/";

test.each<[string, string, ...string[]]>([
	["an entry", rule("DiskFills", `${base}runbook/1.html`)],
	["a part of an entry", rule("DiskFills", `${base}runbook/1.html#verify`)],
	["an address as servers shorten it", rule("DiskFills", `${base}runbook/1?from=pager`)],
	["a chapter", rule("X", `${base}ch17.html#s2`)],
	["its own name", rule("DiskFills", `${base}alerts/DiskFills`)],
	["its own name and a part", rule("DiskFills", `${base}alerts/DiskFills.html#verify`)],
	["the name of another alert", rule("DiskFills", `${base}alerts/QueueGrows.html`), "alert-mismatch 4:18-69"],
	["a name without an entry", rule("X", `${base}alerts/X.html`), "alert-unknown-entry 4:18-60"],
	["an entry that is not there", rule("X", `${base}runbook/9.html`), "alert-unknown-entry 4:18-61"],
	["a part that is not there", rule("X", `"${base}runbook/1.html#verfy"`), "alert-unknown-entry 4:19-68"],
	["a page that is not there", rule("X", `${base}runbok/1.html`), "alert-unknown-entry 4:18-60"],
	["a superseded entry", rule("X", `${base}runbook/4.html`), "superseded-reference 4:18-61"],
	["another host", rule("X", "https://other.example.com/x"), "alert-elsewhere 4:18-45"],
	[
		"many links to another host",
		rule("X", "https://a.example/x") + rule("Y", "https://b.example/y"),
		"alert-elsewhere 4:18-37",
	],
	["a folded block", rule("X", `>-\n      ${base}runbook/9.html`), "alert-unknown-entry 5:7-50"],
	["what is no YAML", "a: [1\nb: {\n", "unreadable-alerts 2:1-2"],
	["several documents", `a: 1\n---\n${rule("X", `${base}runbook/9.html`)}`, "alert-unknown-entry 6:18-61"],
	["recording rules and other maps are no alerts", "- record: a\n  expr: up\n- alert: true\n- name: x\n"],
])("%s", async (_, text, ...codes) => {
	expect(await reported(text)).toEqual(codes);
});

test("the name of an alert leads to the entry that names it", async () => {
	const { site } = await publish({
		...files,
		"book/17-runbook.md": `${files["book/17-runbook.md"]}\n${entry(5, "Mixed", 'alerts: [diskfills, "../x", "A <b>", Q.p95-high]')}`,
		"book/book.yaml": `${settings}redirects: {"alerts/Gone.html": "runbook/1.html"}\n`,
	});
	const pages = [...site.keys()].filter((address) => address.startsWith("alerts/"));
	expect(pages.sort()).toEqual([
		"alerts/DiskFills.html",
		"alerts/Gone.html",
		"alerts/Q.p95-high.html",
		"alerts/QueueGrows.html",
	]);
	const page = String(site.get("alerts/QueueGrows.html"));
	expect(page).toContain('<a href="../runbook/2.html" data-moved>§2 Queue grows</a>');
	expect(page).toContain('<meta http-equiv="refresh" content="0; url=../runbook/2.html">');
	expect(page).toContain("<h1>The alert QueueGrows</h1>");
	expect(site.get("sitemap.xml") ?? "").not.toContain("alerts/");
});

test.each<[string, string]>([
	["a rule file", "groups:\n  - name: a\n    rules:\n      - alert: A\n        expr: up\n"],
	["a PrometheusRule", "kind: PrometheusRule\nspec:\n  groups:\n  - rules:\n    - {alert: A, expr: up}\n"],
	["values of a chart", "map:\n  mine:\n    groups:\n    - rules:\n      - alert: A\n        expr: up\n"],
	["values of a chart by name", "rules:\n  enabled: true\n  A:\n    expr: up\n    annotations: {summary: s}\n"],
	[
		"a list of objects",
		"kind: List\nitems:\n- kind: PrometheusRule\n  spec: {groups: [{rules: [{alert: A, expr: up}]}]}\n",
	],
	["text in a ConfigMap", "data:\n  a.yml: |\n    groups:\n    - rules:\n      - alert: A\n        expr: up\n"],
	["CRLF", "groups:\r\n- rules:\r\n  - alert: A\r\n    expr: up\r\n"],
	[
		"a template",
		'{{- if .x }}\n- alert: A\n  expr: up{a="{{ .b }}"}\n  labels:\n    {{- toYaml .c | nindent 4 }}\n{{- end }}\n',
	],
])("alerts are found in %s", (_, text) => {
	const { alerts, diagnostics } = readAlerts({ path: "a.yaml", text });
	expect(diagnostics).toEqual([]);
	expect(alerts.map(({ name }) => name)).toEqual(["A"]);
	const [{ span }] = alerts as [(typeof alerts)[0]];
	expect(text.slice(span.start.offset, span.end.offset)).toBe("A");
});

test("a template's own names and addresses are nobody's fault", async () => {
	const text = `{{ range .x }}\n${rule("{{ .name }}", "{{ .url }}/1")}{{ end }}\n${rule("B", "{{ .url }}/runbook/1.html")}`;
	expect(await reported(text)).toEqual(["alert-elsewhere 10:18-43"]);
});

test("a template that is no YAML is told apart from a broken file", () => {
	const { diagnostics } = readAlerts({ path: "a.yaml", text: "{{ if .x }}\na: [\n{{ else }}\nb: {\n{{ end }}\n" });
	expect(diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual(["info unreadable-alerts"]);
});

test("an alert that no rule defines is reported at the entry", async () => {
	const { book } = await publish(files);
	const { alerts } = readAlerts({ path: "a.yaml", text: rule("DiskFils", `${base}runbook/1.html`) });
	const found = checkAlerts(alerts, book, (number, alert) => {
		const offset = files["book/17-runbook.md"].indexOf(alert);
		return {
			path: `entry ${number}`,
			span: { start: { line: 1, column: 1, offset }, end: { line: 1, column: 9, offset } },
		};
	});
	expect(found.map((one) => `${one.path} ${one.code} ${placeOf(one)} ${one.hints[0]}`)).toEqual([
		"entry 1 unknown-alert 1:1-9 did you mean “DiskFils”?",
		"entry 2 unknown-alert 1:1-9 take the name away, or give the file of the rule to --alerts",
	]);
});

test("further addresses of the site count", async () => {
	const more = 'alerts: {sites: ["https://wiki.example.com/ops/"]}\n';
	expect(await reported(rule("X", "https://wiki.example.com/ops/runbook/9.html"), more)).toHaveLength(1);
	expect(await reported(rule("X", "https://wiki.example.com/ops/runbook/2.html"), more)).toEqual([]);
});

test("a block of blank lines is no rule file, which is seen at once", async () => {
	const text = `data:\n  a: |\n    b\n${"\n".repeat(400_000)}    c\n`;
	expect(await reported(text)).toEqual([]);
});

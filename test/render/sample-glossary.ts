import type { EdgePlan } from "./make-book.ts";
import type { TermPlan } from "./make-glossary.ts";

/** The terms of the sample book. */
export const glossary: TermPlan[] = [
	{
		name: "goose",
		group: "Go + Asynq",
		html: 'Runs the migrations of the schema, one file after the other. (<a class="xref" data-kind="chapter" href="ch08.html">Chapter 8</a>)',
	},
	{
		name: "goose_db_version",
		isCode: true,
		group: "Go + Asynq",
		html: 'The table in which goose notes what it has applied. (<a class="xref" data-kind="chapter" href="ch08.html">Chapter 8</a>)',
	},
	{
		name: "AutoMigrate",
		group: "Go + Asynq",
		status: { state: "tests only", since: "2026-04", supersededBy: "goose" },
		html: 'Brings a schema to the state of Go structs. (<a class="xref" data-kind="chapter" href="ch08.html">Chapter 8</a>)',
	},
	{
		name: "CRD",
		aliases: ["Custom Resource Definition"],
		group: "Kubernetes / k3s",
		html: 'How Kubernetes learns of kinds that it does not bring along. (<a class="xref" data-kind="chapter" href="ch06.html">Chapter 6</a>)',
	},
	{
		name: "HPA",
		aliases: ["HorizontalPodAutoscaler"],
		group: "Kubernetes / k3s",
		status: { state: "not in use" },
		html: 'Scales a Deployment by load. (<a class="xref" data-kind="chapter" href="ch07.html">Chapter 7</a>)',
	},
	{
		name: "kube-proxy",
		group: "Kubernetes / k3s",
		html: 'Leads traffic of a Service to its pods. (<a class="xref" data-kind="chapter" href="ch03.html">Chapter 3</a>)',
	},
	{
		name: "Pooler",
		group: "Neon",
		html: 'Neon\'s PgBouncer, at the host name that ends in <code>-pooler</code>. (<a class="xref" data-kind="chapter" href="ch08.html">Chapter 8</a>)',
	},
	{
		name: "Swarm",
		group: "Docker / Swarm",
		status: { state: "formerly", until: "2026-02" },
		html: 'Docker\'s own orchestrator. (<a class="xref" data-kind="chapter" href="ch19.html">Chapter 19</a>)',
	},
	{
		name: "Full (strict) SSL",
		group: "Cloudflare",
		status: { state: "target" },
		html: 'Cloudflare checks the certificate of the origin. (<a class="xref" data-kind="chapter" href="ch13.html">Chapter 13</a>)',
	},
];

/** Who refers to what in the sample book. */
export const edges: EdgePlan[] = [
	...[1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13].map((number) => ({
		from: `ch:${number}`,
		target: "ch:8",
	})),
	{ from: "ch:8", target: "ch:14" },
	{ from: "ch:8", target: "ch:17§27" },
	{ from: "ch:8", target: "ch:19§13" },
	{ from: "ch:17§27", target: "ch:17§26" },
	{ from: "ch:17§27", target: "ch:17§1" },
	{ from: "ch:8", target: "term:goose", kind: "term" },
	{ from: "ch:17§27", target: "term:goose", kind: "term" },
	{ from: "ch:14", target: "term:goose", kind: "term" },
	{ from: "ch:8", target: "term:pooler", kind: "term" },
	{ from: "term:goose", target: "ch:8" },
	{ from: "term:automigrate", target: "ch:8" },
	{ from: "term:crd", target: "ch:6" },
];

import type { Settings } from "../../src/model/settings.ts";
import { type ChapterPlan, type MadeBook, makeBook } from "./make-book.ts";
import { edges, glossary } from "./sample-glossary.ts";
import { aside, command, diagram, listing, output, steps, table } from "./sample-html.ts";

const titles = [
	"Three nodes in Nuremberg",
	"k3s and its control plane",
	"Cluster networking",
	"Node firewall and open ports",
	"Security",
	"Ingress with Traefik",
	"Workloads",
	"Database and schema",
	"Uploads on Backblaze B2",
	"Configuration and secrets",
	"Images and the registry",
	"Pod startup",
	"Cloudflare",
	"Deploys",
	"Seeing what happens",
	"Failure modes",
	"Runbook",
	"Backups and disaster recovery",
	"How we got here",
	"Tasks",
];

const entryTitles = [
	"Get kubectl working on a workstation",
	"Two-minute health check",
	"Check etcd",
	"Read logs",
	"Restart a Deployment",
	"Roll back a bad release",
	"Scale by hand",
	"Change a ConfigMap value",
	"Rotate a secret",
	"Drain and return a node",
	"Patch and reboot a node",
	"Replace a dead node",
	"Upgrade k3s",
	"Take an etcd snapshot",
	"Restore etcd",
	"Open or close a port",
	"Debug cluster DNS",
	"Debug cross-node traffic and MTU",
	"A Service answers nowhere",
	"Traefik answers 404 or 502, or one node is silent",
	"Cloudflare 52x, redirect loops, switching the SSL mode",
	"Redis trouble",
	"Asynq queues",
	"Neon: connect, branch, restore",
	"Uploads fail",
	"Run migrations manually",
	"Recover from a failed or dirty migration",
	"Bootstrap goose on a fresh clone",
];

function partOf(number: number): string {
	if (number <= 6) return "Cluster and network";
	if (number <= 12) return "Application and data";
	return number <= 18 ? "Operation" : "History and plans";
}

/** A book with one of everything, in the shape of a real one: 20 chapters, 28 entries, a glossary and references. */
export function sampleBook(settings: Partial<Settings> = {}): MadeBook {
	const plans = titles.map((title, index): ChapterPlan => {
		const number = index + 1;
		const frontMatter = {
			part: partOf(number),
			description: `What ${title.toLowerCase()} means for whoever runs the system.`,
		};
		if (number === 8) return databaseChapter(title, frontMatter);
		if (number === 17) return runbookChapter(title, frontMatter);
		if (number === 19) return historyChapter(title, frontMatter);
		if (number === 20) {
			return {
				number,
				title,
				frontMatter: { ...frontMatter, status: "planned" },
				body: ["<p>Nothing yet.</p>\n"],
			};
		}
		return {
			number,
			title,
			frontMatter,
			body: [
				`<p>${title} in a few words. The schema is told in <a class="xref" data-kind="chapter" href="ch08.html">Chapter 8</a>.</p>\n`,
				{ depth: 2, title: "How to look at it" },
				command("kubectl -n kube-system get pods"),
				{ depth: 2, title: "What goes wrong" },
				"<p>Little, as a rule.</p>\n",
			],
		};
	});
	plans.push({
		appendix: "B",
		title: "References",
		frontMatter: {},
		body: [
			{ depth: 2, title: "Migrations" },
			'<ul><li><a href="https://pressly.github.io/goose/" rel="noopener noreferrer">goose</a>: the tool that runs the migrations.</li></ul>\n',
		],
	});
	return makeBook(plans, glossary, edges, settings);
}

function databaseChapter(title: string, frontMatter: ChapterPlan["frontMatter"]): ChapterPlan {
	return {
		number: 8,
		title,
		frontMatter: { ...frontMatter, verified: "2026-05-02", owner: "platform" },
		words: 2400,
		terms: ["goose", "goose_db_version", "pooler"],
		body: [
			'<p>The schema of the database changes only through files, and only <a class="term" href="glossary.html#term-goose">goose</a> applies them. Every release runs its migrations in a Job of its own before a single pod of it starts; what that means for a deploy stands in <a class="xref" data-kind="chapter" href="ch14.html">Chapter 14</a>, and what to do when it fails in <a class="xref" data-kind="entry" href="runbook/27.html">§27</a>.</p>\n',
			'<p>The applied versions stand in <a class="term" href="glossary.html#term-goose_db_version"><code>goose_db_version</code></a>, one row for each. Nothing else in the system writes to it, and a pod that finds it older than the image it was built from does not start.<sup><a href="#fn-1" id="fnref-1" data-footnote-ref aria-describedby="footnote-label">1</a></sup></p>\n',
			{ depth: 2, title: "The migrate Job" },
			'<p>A backlog of migrations is applied in one run. The Job talks to Postgres directly, never through the <a class="term" href="glossary.html#term-pooler">pooler</a>, because a lock belongs to a session and a pooled connection has none.</p>\n',
			listing,
			diagram,
			{ depth: 3, title: "Its time limit" },
			"<p>Ten minutes, then it has failed. A migration that needs longer is split.</p>\n",
			aside(
				"warning",
				"Warning",
				"A Job that was killed may leave a half-applied migration. Look before you start it again.",
			),
			{ depth: 2, title: "How to look at it" },
			command("kubectl -n honeydue get jobs -l app=migrate"),
			output,
			{ depth: 2, title: "Probes and what they ask" },
			table,
			{
				depth: 2,
				title: "What was here before",
				supersededBy: "Chapter 8",
			},
			'<p>Until April 2026 the pods brought the schema up themselves, under an advisory lock; see <a class="xref" data-kind="section" href="ch19.html#s13">Chapter 19 §13</a>.</p>\n',
			aside("note", "Note", "Tests still do it that way."),
			{ depth: 2, title: "Tasks" },
			'<ul class="contains-task-list"><li class="task-list-item"><input type="checkbox" disabled checked aria-label="Done"> Migration Job</li><li class="task-list-item"><input type="checkbox" disabled aria-label="Open"> Split the largest table</li></ul>\n',
			'<section class="footnotes" data-footnotes><p class="label" id="footnote-label">Footnotes</p><ol><li id="fn-1"><p>The startup probe asks; see the table. <a href="#fnref-1" aria-label="Back to reference 1">↩</a></p></li></ol></section>\n',
		],
	};
}

function historyChapter(title: string, frontMatter: ChapterPlan["frontMatter"]): ChapterPlan {
	return {
		number: 19,
		title,
		frontMatter: { ...frontMatter, sections: { label: "bug" } },
		body: [
			"<p>What we ran before, and what it taught us.</p>\n",
			{ depth: 2, title: "What we ran: Docker Swarm", section: 1 },
			"<p>One stack file, three managers.</p>\n",
			{ depth: 2, title: "Bug #6: sync.Once", section: 6 },
			"<p>It ran once, and failed once.</p>\n",
			{
				depth: 2,
				title: "MigrateWithLock",
				section: 13,
				supersededBy: "ch:8",
			},
			"<p>Every pod tried; one held the lock.</p>\n",
		],
	};
}

function runbookChapter(title: string, frontMatter: ChapterPlan["frontMatter"]): ChapterPlan {
	return {
		number: 17,
		title,
		frontMatter: { ...frontMatter, runbook: true },
		body: [
			"<p>Find the entry by its number or by what you see. Every entry has the same parts in the same order.</p>\n",
			{ depth: 2, title: "Before you start" },
			"<p>Say in the channel that you are on it.</p>\n",
		],
		entries: entryTitles.map((entryTitle, index) => {
			const section = index + 1;
			const heading = {
				depth: 2,
				title: entryTitle,
				section,
				facts:
					section === 27
						? {
								takes: "15 to 40 min",
								severity: "page",
								verified: "2026-10-02",
								alerts: ["MigrateJobFailed"],
								owner: "platform",
							}
						: section === 26
							? { takes: "10 min", verified: "2026-03-01" }
							: section === 3
								? { verified: "no" }
								: {},
				...(section === 4 ? { supersededBy: "ch:17§27" } : {}),
			};
			return {
				heading,
				body: section === 27 ? recoverEntry : shortEntry(entryTitle),
			};
		}),
	};
}

const recoverEntry = [
	'<p class="lead" data-part="use-when"><strong>Use when.</strong> A deploy stopped because its migrate Job failed, or <a class="term" href="../glossary.html#term-goose">goose</a> says that a version is missing.</p>\n',
	'<p class="lead" data-part="you-need"><strong>You need.</strong> kubectl (<a class="xref" data-kind="entry" href="1.html">§1</a>) and the direct database URL.</p>\n',
	'<p class="lead" data-part="steps"><strong>Steps.</strong></p>\n',
	steps([
		`Find the Job that failed.${command("$ kubectl -n honeydue get jobs --field-selector status.successful=0")}`,
		`Read what it said.${command('kubectl -n honeydue logs job/<span class="ph">&lt;job&gt;</span>')}`,
		`See which versions are in the database.${command('psql "<span class="ph">&lt;database-url&gt;</span>" -c "SELECT version_id, is_applied FROM goose_db_version ORDER BY id DESC LIMIT 5"')}${output}`,
		`Drop the index that was left invalid.${command('psql "<span class="ph">&lt;database-url&gt;</span>" -c "DROP INDEX CONCURRENTLY task_due_idx"', "command danger")}`,
		'Run the Job again, as <a class="xref" data-kind="entry" href="26.html">§26</a> says.',
	]),
	'<p class="lead" data-part="verify"><strong>Verify.</strong> The Job is complete, and the newest version is that of the release.</p>\n',
	{ depth: 3, title: "When the table itself is gone" },
	'<p class="lead" data-part="roll-back"><strong>Roll back.</strong> Restore the branch to the minute before the deploy (<a class="xref" data-kind="entry" href="24.html">§24</a>).</p>\n',
	'<p class="lead" data-part="escalate"><strong>Escalate.</strong> After thirty minutes, to whoever wrote the migration.</p>\n',
	'<p class="lead" data-part="never"><strong>Never.</strong> Edit a migration that has been applied anywhere.</p>\n',
];

function shortEntry(title: string): string[] {
	return [
		`<p class="lead" data-part="use-when"><strong>Use when.</strong> ${title} is what you want to do.</p>\n`,
		'<p class="lead" data-part="steps"><strong>Steps.</strong></p>\n',
		steps([
			`Look first.${command("kubectl get nodes -o wide")}`,
			`Then act.${command("kubectl -n honeydue rollout restart deployment/api")}`,
		]),
		'<p class="lead" data-part="verify"><strong>Verify.</strong> Everything runs.</p>\n',
	];
}

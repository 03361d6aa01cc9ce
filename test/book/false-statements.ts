/** A statement that sounds right and is wrong. */
export interface FalseStatement {
	/** What is true instead. */
	truth: string;
	/** Patterns over one sentence or one cell of a table, without marks of emphasis and code. */
	patterns: RegExp[];
	/** What makes the whole line a true one. */
	unless?: RegExp;
	/** Sentences that say it, each in other words. */
	examples: string[];
}

/** Parts of a sentence in this order, in words of the same clause, and nothing between them that denies what follows. */
function said(...parts: string[]): RegExp {
	return new RegExp(parts.map((part) => `(?<![\\w-])(?:${part})(?!\\w)`).join(gap), "i");
}

const gap = String.raw`(?:(?!\b(?:not|never|no|nor|neither|none|nothing|cannot|without|instead|until)\b|n't)[^.;|])*?`;
const denial = /(?<!=)\b(?:not|no|never|nor|neither|none|nothing|cannot|wrong|refused?s?)\b|n't\b/i;

/** What the book must not say, not even by loose wording. */
export const falseStatements: FalseStatement[] = [
	{
		truth: "goose has no dirty flag; golang-migrate has",
		patterns: [
			said("goose", "marks?|sets?|flags?|has|keeps|raises|writes", "dirty"),
			said("marks?|marked|flags?|flagged|sets?", "dirty", "goose"),
		],
		unless: /golang-migrate|does have/,
		examples: [
			"goose marks the database dirty.",
			"goose sets a dirty flag when a migration fails.",
			"After a failure the version is marked dirty by goose.",
		],
	},
	{
		truth: "goose has no command to force, repair or stamp a version",
		patterns: [/\bgoose (?:-\S+ )*(?:force|repair|stamp)\b/i],
		unless: denial,
		examples: ["Run goose force 42.", "Clear the state with `goose -env=none force 42`."],
	},
	{
		truth: "the goose command takes no lock; only a provider with a locker does",
		patterns: [
			said("goose|migrate Job", "takes|holds|gets|acquires|uses", "locks?"),
			said("goose", "locks", "database|schema|tables?"),
			said("goose", "migrates|runs|works", "database|schema", "locked"),
		],
		unless: /library|provider|locker/i,
		examples: [
			"goose locks the database while it migrates.",
			"goose takes a lock, so two runners cannot collide.",
			"The goose CLI holds an advisory lock while it runs.",
			"While goose migrates, the database is locked by it.",
			"The migrate Job holds a lock in the database.",
		],
	},
	{
		truth: "a failed migration in a transaction leaves nothing; only NO TRANSACTION does",
		patterns: [said("fails|failed|failing|failure", "half|partly|partially|part of its|some of its")],
		unless: /NO TRANSACTION|CONCURRENTLY|outside of/,
		examples: [
			"A failed migration leaves the schema half-changed.",
			"If a migration fails, the schema is left half-changed.",
			"A failing file leaves half of its changes behind.",
			"When the file fails, its statements are partly applied.",
		],
	},
	{
		truth: "each file commits by itself: a failed `up` leaves the files before it applied",
		patterns: [
			said(
				"undoes|undo|undone|rolls? back|rolled back",
				"whole (?:batch|run)|all (?:of the )?files|all migrations|every file",
			),
			said("whole (?:batch|run)|all (?:of the )?files|all files of the batch|every file", "undone|rolled back"),
		],
		unless: /\b(?:down|reset|redo)\b/,
		examples: [
			"A failed goose up undoes the whole batch.",
			"When goose up fails, all files of the batch are rolled back.",
			"If one file fails, goose rolls back the whole run.",
		],
	},
	{
		truth: "goose compares numbers: an edited file is not noticed",
		patterns: [
			said(
				"goose",
				"notices|detects|refuses|sees|recognises|compares",
				"edited|edits|changed files?|checksums?|contents?",
			),
		],
		examples: [
			"goose notices edited migration files.",
			"goose compares checksums and refuses an edited file.",
			"goose notices when an applied file was edited.",
			"goose refuses a file that was edited after it was applied.",
		],
	},
	{
		truth: "status and version create the version table where they cannot read it",
		patterns: [
			said("goose (?:status|version)", "read-only|only reads?|changes nothing|safe|harmless"),
			/\bgoose (?:status|version) (?:does not|never) (?:change|write|create)/i,
		],
		examples: [
			"goose status is read-only.",
			"goose status only reads, so it is safe.",
			"`goose version` is a read-only command.",
			"`goose status` does not change anything.",
		],
	},
	{
		truth: "without a Down section goose down prints EMPTY and deletes the row",
		patterns: [
			/\bgoose down (?:fails|errors|stops with|ends with an)\b/i,
			said("goose down", "fails?|stops with|refuses|errors?", "Down"),
			said("Down (?:section|part)", "goose(?: down)?|down", "fails|stops|refuses"),
		],
		examples: [
			"goose down fails when there is no Down section.",
			"goose down fails if the Down section is missing.",
			"Without a Down section goose down stops with an error.",
		],
	},
	{
		truth: "without the word sql, goose create writes a Go file",
		patterns: [/\bgoose (?:-\S+ )*create (?!\S+ sql\b)[\w<>-]+/i],
		unless: /Go file|without the word/,
		examples: [
			"goose create x writes a .sql file.",
			"goose create add_due writes an SQL file.",
			"goose -s create add_due",
		],
	},
	{
		truth: "goose prints to standard error",
		patterns: [said("goose", "stdout|standard output")],
		unless: /nothing to standard output/,
		examples: [
			"goose prints to standard output.",
			"goose writes its log to stdout.",
			"The output of goose goes to standard output.",
		],
	},
	{
		truth: "prepared statements of the protocol work through Neon's pooler; SQL PREPARE does not",
		patterns: [
			said("prepared statements", "do not work|don't work|never work|break|fail|are lost|are unsupported"),
			said(
				"pooler|PgBouncer",
				"does not support|doesn't support|cannot use|breaks|loses|forgets|forbids",
				"prepared statements",
			),
		],
		unless: /SQL-level|SQL `?PREPARE/,
		examples: [
			"Prepared statements do not work through the pooler.",
			"Prepared statements break behind Neon's pooler.",
			"The pooler does not support prepared statements.",
		],
	},
	{
		truth: "kubectl wait for complete sleeps through a failure",
		patterns: [said("condition=complete|kubectl wait", "returns?|ends?|stops|notices|exits", "fails|failed|failure")],
		examples: [
			"kubectl wait --for=condition=complete returns when the Job fails.",
			"kubectl wait --for=condition=complete also ends when the Job fails.",
			"kubectl wait returns as soon as the Job has failed.",
		],
	},
	{
		truth: "backoffLimit is 6 by default and 0 here; a Job that has failed stays failed",
		patterns: [said("Jobs?", "retries|is retried|are retried|restarts|is restarted|starts again|tries again")],
		unless: /queue/,
		examples: [
			"The Job is retried three times.",
			"The Job is retried up to three times.",
			"A failed Job restarts by itself.",
			"The Job restarts after it failed.",
		],
	},
	{
		truth: "the pod template of a Job is immutable",
		patterns: [
			said("apply", "updates|changes|replaces", "Jobs?"),
			said("change|update|replace", "Job", "(?:with|by) kubectl apply"),
		],
		unless: /immutable|refused|not/,
		examples: [
			"kubectl apply updates the Job.",
			"Change the Job with kubectl apply.",
			"kubectl apply replaces the Job's template.",
		],
	},
	{
		truth: "a Job's program may sometimes be started twice",
		patterns: [said("Jobs?|Job's|migrations?|program", "exactly once|only once")],
		unless: /not promise|sync\.Once|primitive/,
		examples: [
			"A Job runs exactly once.",
			"A Job's program runs exactly once.",
			"Kubernetes guarantees that the migration runs exactly once.",
		],
	},
	{
		truth: "rollout undo goes back to an earlier pod template and touches neither schema nor Secrets",
		patterns: [
			said("rollout undo", "undoes|takes|reverts|restores|brings", "migrations?|schema|Secrets?|ConfigMaps?"),
			said("rollout undo", "migrations?|schema|Secrets?|ConfigMaps?", "back|undone|restored"),
		],
		examples: [
			"rollout undo undoes the migration.",
			"rollout undo takes the migration back.",
			"rollout undo also restores the Secret.",
			"With rollout undo the schema goes back too.",
		],
	},
	{
		truth: "the startup probe covers no migration: they ran before, and the pod exits on a stale schema",
		patterns: [said("startup probe", "waits|covers?|gives|allows?|includes?|has to cover", "migrations?")],
		unless: /\bline\b|no longer/,
		examples: [
			"The startup probe waits for migrations.",
			"The startup probe gives migrations the time they need.",
			"The startup probe has to cover the longest migration.",
		],
	},
	{
		truth: "a pod reads envFrom when it starts: a changed ConfigMap needs a restart",
		patterns: [said("ConfigMap|envFrom", "reaches|reach|sees?|picks? up|arrives?|at once|within a|immediately")],
		unless: /restart|starts/,
		examples: [
			"A changed ConfigMap reaches running pods at once.",
			"A changed ConfigMap reaches pods that use envFrom within a minute.",
			"Through envFrom pods see a new ConfigMap value at once.",
		],
	},
	{
		truth: "a PDB holds against voluntary evictions alone",
		patterns: [
			said(
				"PDBs?|PodDisruptionBudgets?",
				"protects?|keeps|limits|guards|holds",
				"rolling updates?|rolls?|crash(?:es)?|lost nodes?|failures?",
			),
		],
		examples: [
			"The PDB protects during rolling updates.",
			"PDBs protect against crashes.",
			"A PDB keeps replicas up during a rolling update.",
			"The PDB limits how many pods a rolling update takes down, so each roll is safe.",
		],
	},
	{
		truth: "one of three nodes may fail",
		patterns: [
			said("two of (?:the |our )?three (?:nodes|members|servers)", "may|can", "fail|be lost|be away|go|die"),
			said("survives?|tolerates?|bears?", "two (?:lost |failed )?(?:nodes|members|servers)"),
		],
		unless: /needed for quorum/,
		examples: [
			"Two of three nodes may fail.",
			"Two of the three servers can be lost.",
			"The cluster survives the loss of two nodes.",
		],
	},
	{
		truth: "stopping k3s leaves the containers running",
		patterns: [
			said("stop|stops|stopping|stopped", "k3s", "stops|ends|kills|takes down", "pods|containers"),
			said("k3s", "stopped|stops", "stops|ends|kills|takes down", "pods|containers"),
		],
		unless: /killall/,
		examples: ["Stopping k3s stops the pods.", "systemctl stop k3s ends the containers on that node."],
	},
	{
		truth: "51820 is for the WireGuard backend alone",
		patterns: [/\b5182[01]\b/],
		unless: /\b(?:no|not|wireguard)\b/i,
		examples: ["Open UDP 51820 for Flannel.", "sudo ufw allow 51820/udp"],
	},
	{
		truth: "Flannel's VXLAN does not encrypt",
		patterns: [
			said("Flannel|VXLAN", "encrypts|is encrypted|are encrypted"),
			said("encrypted", "by|through|with", "Flannel|VXLAN"),
		],
		unless: denial,
		examples: [
			"Flannel encrypts the traffic with VXLAN.",
			"Flannel's VXLAN encrypts pod traffic.",
			"Traffic between nodes is encrypted by Flannel's VXLAN.",
		],
	},
	{
		truth: "Swarm's VXLAN used 4789, Flannel's uses 8472",
		patterns: [
			said("Swarm", "Flannel", "same port|same VXLAN port|one port|both use"),
			/\bFlannel(?:(?!Swarm|8472)[^.;|])*\b4789\b/i,
			/\bSwarm(?:(?!Flannel|4789)[^.;|])*\b8472\b(?! is Flannel)/i,
		],
		examples: [
			"Swarm and Flannel use the same port.",
			"Swarm and Flannel both use UDP 4789.",
			"Flannel's VXLAN uses port 4789.",
		],
	},
	{
		truth: "in k3s Traefik is a Deployment by default; the DaemonSet is ours",
		patterns: [
			said("Traefik", "in k3s|of k3s|by default|packaged", "DaemonSet"),
			said("k3s", "Traefik", "as a DaemonSet"),
			said("Traefik", "DaemonSet by default"),
		],
		unless: /Deployment|\bours?\b|\bwe\b/i,
		examples: [
			"In k3s Traefik is a DaemonSet by default.",
			"Traefik in k3s is a DaemonSet.",
			"k3s installs Traefik as a DaemonSet.",
		],
	},
	{
		truth: "traefik.yaml is rewritten at every start of k3s; values go into a HelmChartConfig",
		patterns: [said("edit|change|open|adapt|put", "traefik\\.yaml")],
		unless: /overwritten|rewritten|never|not/,
		examples: [
			"Edit traefik.yaml in the manifests directory.",
			"Change `traefik.yaml` under manifests to set the values.",
		],
	},
	{
		truth: "the chart refuses ACME with the DaemonSet; certificates come as Secrets",
		patterns: [
			said("Traefik", "fetches|gets|obtains|issues|renews", "certificates?|Let's Encrypt"),
			said("certificates?", "Let's Encrypt|ACME", "Traefik"),
		],
		unless: denial,
		examples: [
			"Traefik fetches certificates from Let's Encrypt.",
			"Traefik gets its certificates from Let's Encrypt by ACME.",
			"Certificates come from Let's Encrypt through Traefik.",
		],
	},
	{
		truth: "in Flexible mode the second hop is HTTP",
		patterns: [
			said("Flexible", "end[- ]to[- ]end|the whole way|all the way|both hops are"),
			said("encrypts both|both hops are encrypted", "Flexible"),
		],
		unless: denial,
		examples: [
			"Flexible SSL encrypts end to end.",
			"Flexible SSL encrypts the whole way.",
			"In Flexible mode traffic is encrypted end to end.",
		],
	},
	{
		truth: "in Flexible mode a redirect at the origin is a loop",
		patterns: [
			said("redirect", "HTTPS", "origin|Traefik|application|our side"),
			said("Flexible", "redirect", "Traefik|origin"),
		],
		unless: /\b(?:no|not|never|loop|loops|belongs|take|which)\b/i,
		examples: [
			"Redirect HTTP to HTTPS at the origin in Flexible mode.",
			"In Flexible mode redirect HTTP to HTTPS in Traefik.",
			"Set a redirect to HTTPS at the origin.",
		],
	},
	{
		truth: "only Cloudflare's edge trusts Origin CA",
		patterns: [
			said("browsers?", "trusts?", "Origin CA|them|its certificates?"),
			said("Origin CA", "trusted by", "browsers?"),
		],
		examples: [
			"Browsers trust Origin CA certificates.",
			"A browser trusts the Origin CA.",
			"Origin CA certificates are trusted by browsers.",
		],
	},
	{
		truth: "B2's master key does not work with the S3 API",
		patterns: [said("master(?: application)? key", "works?|S3|serves"), said("use", "master key")],
		unless: denial,
		examples: ["The master key works with the S3 API.", "Use the master key for the S3 API."],
	},
	{
		truth: "465 is implicit TLS; STARTTLS is 587",
		patterns: [said("STARTTLS", "465"), said("465", "STARTTLS")],
		unless: /\bnot\b|different thing|implicit/i,
		examples: ["Use STARTTLS on port 465.", "Connect to port 465 with STARTTLS."],
	},
	{
		truth: "AOF is persistence on the same volume, no backup",
		patterns: [said("AOF|Append-Only File", "is|serves|works|counts", "backup")],
		examples: ["AOF is a backup.", "The AOF serves as a backup.", "AOF is our backup of Redis."],
	},
	{
		truth: "no advisory lock guards migrations today",
		patterns: [
			said("migrations?|Jobs?", "seriali[sz]ed|guarded|protected|kept apart", "advisory lock"),
			said("advisory lock", "is taken|guards|protects|seriali[sz]es"),
		],
		unless: /\b(?:was|were|until|library|locker)\b/,
		examples: [
			"An advisory lock is taken before each migration today.",
			"Migrations are serialized by an advisory lock.",
			"An advisory lock protects the migrate Job.",
		],
	},
	{
		truth: "AutoMigrate is for tests only; pods do not migrate",
		patterns: [
			said("AutoMigrate", "runs?|brings|updates|migrates|is used", "production"),
			said("pods?|api|worker", "runs?", "AutoMigrate|migrations at (?:their|its) start"),
		],
		unless: /\b(?:no|not|never|until|would|was|longer)\b/i,
		examples: [
			"AutoMigrate runs in production.",
			"AutoMigrate brings the production schema up to date.",
			"Pods run AutoMigrate at start.",
			"Pods run migrations at their start.",
		],
	},
	{
		truth: "HPA, NetworkPolicy, Workers and Cloud Firewall are not in use; Full (strict) is the target",
		patterns: [
			said("HPA", "adds|scales|keeps|raises", "pods|api|worker|replicas"),
			/\bour (?:HPA|NetworkPolic(?:y|ies)|Workers|taints|Cloud Firewall)\b/i,
			said("NetworkPolic(?:y|ies)", "restricts?|limits?|blocks?", "traffic|access|Redis"),
			said("Cloud Firewall", "blocks|allows|opens|protects|guards"),
			/\bFull \(strict\)(?: SSL)? is (?:our current|on\b|in use|active|what we use)/i,
		],
		unless: /\b(?:not|none|target|would)\b/i,
		examples: [
			"The HPA scales api.",
			"The HPA adds pods under load.",
			"Our Workers at the edge cache responses.",
			"NetworkPolicies restrict traffic to Redis.",
			"The Cloud Firewall blocks port 6443.",
			"Full (strict) SSL is our current setup.",
		],
	},
	{
		truth: "migrations use the direct host, never the pooled one",
		patterns: [said("goose(?: \\S+)* up|migrations?|migrate Job|pg_dump", "\\S*-pooler\\S*|pooled (?:URL|host)")],
		unless: /\b(?:not|never|no|or the pooled|stop|api|wrong|lose)\b/i,
		examples: ["Run goose up against ep-x-pooler.region.aws.neon.tech.", "The migrate Job uses the pooled URL."],
	},
];

/** Find a statement of the list in a line of the book; cells of a table and sentences are looked at one by one. */
export function saysFalse(line: string): FalseStatement | undefined {
	const plain = line.replace(/[*`]/g, "");
	const pieces = plain.split(/(?<=[.!?])\s+|(?<!\\)\|/);
	return falseStatements.find(
		({ patterns, unless }) =>
			!unless?.test(plain) && pieces.some((piece) => patterns.some((pattern) => pattern.test(piece))),
	);
}

/** A statement that sounds right and is wrong, as a pattern over one sentence. */
export interface FalseStatement {
	/** A sentence that says it. */
	example: string;
	pattern: RegExp;
	/** What makes a sentence that matches a true one. */
	unless?: RegExp;
}

/** A sentence that denies something is seldom the false one. */
const denial = /\b(?:not|no|never|nor|neither|without|none|cannot|wrong|mistake|instead)\b|n't\b/i;

/** What the book must not say, not even by loose wording. */
export const falseStatements: FalseStatement[] = [
	{
		example: "goose marks the database dirty.",
		pattern: /\bgoose\b[^.]*\b(?:marks?|sets?|flags?)\b[^.]*\bdirty\b/i,
		unless: denial,
	},
	{ example: "Run goose force 42.", pattern: /\bgoose (?:force|repair|stamp)\b/i, unless: denial },
	{
		example: "goose locks the database while it migrates.",
		pattern: /\bgoose\b[^.]*\b(?:locks|takes (?:a|the|an advisory) lock|holds (?:a|the) lock)\b/i,
		unless: denial,
	},
	{
		example: "A failed migration leaves the schema half-changed.",
		pattern: /\bfailed (?:migration|file)\b[^.]*\bhalf[- ](?:changed|done|applied)\b/i,
		unless: /NO TRANSACTION|not|nothing/,
	},
	{
		example: "A failed goose up undoes the whole batch.",
		pattern: /\bundoes (?:the whole|all)\b|\bwhole batch is (?:undone|rolled back)\b/i,
		unless: /down|reset|redo|not/,
	},
	{
		example: "goose notices edited migration files.",
		pattern: /\bgoose (?:notices|detects|refuses) (?:edited|changed)\b/i,
	},
	{ example: "goose status is read-only.", pattern: /\bgoose (?:status|version)\b[^.]*\bread-only\b/i, unless: denial },
	{
		example: "goose down fails when there is no Down section.",
		pattern: /\bgoose down\b[^.]*\bfails\b/i,
		unless: /next|later|every pod/,
	},
	{
		example: "goose create x writes a .sql file.",
		pattern: /\bgoose create (?!\S+ sql)\w+`?\b[^.]*\bwrites an? (?:\.sql|SQL)/i,
	},
	{
		example: "goose prints to standard output.",
		pattern: /\bgoose\b[^.]*\b(?:prints|writes|logs)\b[^.]*\b(?:stdout|standard output)\b/i,
		unless: denial,
	},
	{
		example: "Prepared statements do not work through the pooler.",
		pattern: /\bprepared statements\b[^.]*\b(?:do not|don't|never) work\b/i,
	},
	{
		example: "kubectl wait --for=condition=complete returns when the Job fails.",
		pattern: /condition=complete[^.]*\breturns when\b/i,
		unless: /does not return|not return/,
	},
	{
		example: "The Job is retried three times.",
		pattern: /\bJob\b[^.]*\b(?:retries|is retried|retried) (?:three|3)\b/i,
	},
	{
		example: "A failed Job restarts by itself.",
		pattern: /\bfailed Job (?:restarts|starts again|is restarted)\b/i,
		unless: denial,
	},
	{
		example: "kubectl apply updates the Job.",
		pattern: /\bkubectl apply\b[^.]*\bupdates (?:the|a) (?:migrate )?Job\b/i,
		unless: denial,
	},
	{ example: "A Job runs exactly once.", pattern: /\bJobs? (?:runs?|is run) exactly once\b/i, unless: denial },
	{
		example: "rollout undo undoes the migration.",
		pattern: /\brollout undo\b[^.]*\b(?:undoes|reverts|takes back) the (?:migration|schema|Secret)\b/i,
		unless: denial,
	},
	{
		example: "The startup probe waits for migrations.",
		pattern: /\bstartup probe\b[^.]*\b(?:waits for|covers) (?:the )?migrations?\b/i,
		unless: denial,
	},
	{
		example: "A changed ConfigMap reaches running pods at once.",
		pattern: /\bchange[ds]?\b[^.]*\bConfigMap\b[^.]*\breach(?:es)? (?:the )?running\b/i,
		unless: denial,
	},
	{
		example: "The PDB protects during rolling updates.",
		pattern: /\bPDBs?\b[^.]*\bprotects?\b[^.]*\b(?:rolling update|roll|crash)/i,
		unless: denial,
	},
	{
		example: "Two of three nodes may fail.",
		pattern: /\btwo of (?:the )?three (?:nodes|members|servers) (?:may|can) (?:fail|be lost)\b/i,
	},
	{
		example: "Stopping k3s stops the pods.",
		pattern: /\bstopping (?:the service )?k3s\b[^.]*\bstops (?:the |all )?(?:pods|containers)\b/i,
		unless: denial,
	},
	{
		example: "Open UDP 51820 for Flannel.",
		pattern: /\b(?:open|allow)\b[^.|]*\b51820\b/i,
		unless: /no\b|not\b|WireGuard/,
	},
	{
		example: "Flannel encrypts the traffic with VXLAN.",
		pattern: /\b(?:Flannel|VXLAN)\b[^.]*\bencrypts\b/i,
		unless: denial,
	},
	{
		example: "Swarm and Flannel use the same port.",
		pattern: /\bSwarm\b[^.]*\bFlannel\b[^.]*\bsame (?:VXLAN )?port\b/i,
		unless: denial,
	},
	{
		example: "In k3s Traefik is a DaemonSet by default.",
		pattern: /\bTraefik\b[^.]*\bDaemonSet by default\b/i,
		unless: /Deployment by default/,
	},
	{ example: "Edit traefik.yaml in the manifests directory.", pattern: /\bedit `?traefik\.yaml\b/i, unless: denial },
	{
		example: "Traefik fetches certificates from Let's Encrypt.",
		pattern: /\bTraefik\b[^.]*\b(?:fetches|gets|obtains)\b[^.]*\b(?:Let's Encrypt|ACME)\b/i,
		unless: denial,
	},
	{ example: "Flexible SSL encrypts end to end.", pattern: /\bFlexible\b[^.]*\bend[- ]to[- ]end\b/i, unless: denial },
	{
		example: "Redirect HTTP to HTTPS at the origin in Flexible mode.",
		pattern: /^redirect\b[^.]*\b(?:origin|Traefik)\b[^.]*\bFlexible\b/i,
		unless: denial,
	},
	{
		example: "Browsers trust Origin CA certificates.",
		pattern: /\bbrowsers trust\b[^.]*\b(?:Origin CA|them)\b/i,
		unless: denial,
	},
	{ example: "The master key works with the S3 API.", pattern: /\bmaster key\b[^.]*\bworks\b/i, unless: denial },
	{ example: "Use STARTTLS on port 465.", pattern: /\bSTARTTLS\b[^.]*\b465\b/i, unless: denial },
	{ example: "AOF is a backup.", pattern: /\bAOF\b[^.]*\bis (?:a|our) backup\b/i, unless: denial },
	{
		example: "An advisory lock is taken before each migration today.",
		pattern: /\badvisory lock\b[^.]*\b(?:is taken|guards|protects)\b/i,
		unless: denial,
	},
	{ example: "The HPA scales api.", pattern: /\bHPA scales (?:api|worker|our)\b/i },
	{
		example: "AutoMigrate runs in production.",
		pattern: /\bAutoMigrate (?:runs|is used) in production\b/i,
		unless: denial,
	},
];

/** Tell whether a sentence says something of the list. */
export function saysFalse(sentence: string): FalseStatement | undefined {
	return falseStatements.find(({ pattern, unless }) => pattern.test(sentence) && !unless?.test(sentence));
}

/** Say whether SQL destroys rows or what holds them; a transaction that is rolled back does not. */
export function destroysAsSql(text: string): boolean {
	const plain = text
		.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, "")
		.replace(/'(?:[^']|'')*'/g, "''")
		.replace(/\s+/g, " ");
	if (/\bROLLBACK ?;? ?$/i.test(plain)) return false;
	return plain.split(";").some((statement) => forms.some((form) => form.test(statement.trim())));
}

const forms: RegExp[] = [
	/(?:^|\s)DROP (?:TABLE|DATABASE|SCHEMA|INDEX|VIEW|MATERIALIZED|SEQUENCE|TYPE|DOMAIN|FUNCTION|TRIGGER|ROLE|USER|OWNED|EXTENSION|PUBLICATION|SUBSCRIPTION|TABLESPACE|KEYSPACE|PARTITION|COLUMN)\b/i,
	/^ALTER TABLE .*\bDROP (?!CONSTRAINT|NOT NULL|DEFAULT|EXPRESSION|IDENTITY)(?:IF EXISTS )?["\w]+/i,
	/(?:^|\s)TRUNCATE (?:TABLE )?(?:ONLY )?["\w<]/i,
	/(?:^|\s)DELETE FROM\b/i,
	/(?:^|\s)UPDATE (?:ONLY )?["\w.<>]+ SET (?!.*\bWHERE\b)/i,
	/\bpg_drop_replication_slot ?\(/i,
];

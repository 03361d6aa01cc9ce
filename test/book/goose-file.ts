/** A part of a migration that goose sends as one string. */
export interface Statement {
	text: string;
	/** The line of its first character, from 1. */
	line: number;
	/** Between StatementBegin and StatementEnd, where several statements may stand. */
	isBlock: boolean;
}

/** A migration as goose reads it. */
export interface Migration {
	inTransaction: boolean;
	up: Statement[];
	down: Statement[];
	faults: { line: number; message: string }[];
}

/** Whether a text is a migration: goose's annotations are comments, so other SQL has none. */
export function isMigration(text: string): boolean {
	return /^\s*--\s*\+goose\b/im.test(text);
}

/** Split a migration into the strings that goose sends, by goose's own rule: a statement ends with the line that ends with a semicolon. */
export function readMigration(text: string): Migration {
	const migration: Migration = { inTransaction: true, up: [], down: [], faults: [] };
	const fault = (line: number, message: string) => migration.faults.push({ line, message });
	let part: "none" | "up" | "down" = "none";
	let isBlock = false;
	let pending: { lines: string[]; line: number } | undefined;
	const finish = (line: number) => {
		if (pending && isBare(pending.lines)) pending = undefined;
		if (!pending) return;
		if (part === "none") fault(pending.line, "a statement stands before “-- +goose Up”");
		else migration[part].push({ text: pending.lines.join("\n"), line: pending.line, isBlock });
		if (!isBlock && !endsStatement(pending.lines.at(-1) ?? "")) fault(line, "the last statement has no semicolon");
		pending = undefined;
	};
	const lines = text.split("\n");
	for (const [index, content] of lines.entries()) {
		const line = index + 1;
		const annotation = /^(\s*)--\s*\+goose\s+(.*?)\s*$/i.exec(content);
		if (!annotation) {
			if (!pending && content.trim() === "") continue;
			pending ??= { lines: [], line };
			pending.lines.push(content);
			if (!isBlock && endsStatement(content)) finish(line);
			continue;
		}
		if (annotation[1]) fault(line, "the annotation does not begin its line");
		if (!content.includes("+goose")) fault(line, "goose knows “+goose” in small letters only");
		const name = (annotation[2] ?? "").toLowerCase();
		if (name === "statementend" && !isBlock) fault(line, "StatementEnd without StatementBegin");
		if (name === "statementbegin" && isBlock) fault(line, "StatementBegin inside of another");
		finish(line);
		if (name === "statementbegin") isBlock = true;
		else if (name === "statementend") isBlock = false;
		else if (name === "no transaction") migration.inTransaction = false;
		else if (name === "up" && part === "none") part = "up";
		else if (name === "down" && part === "up") part = "down";
		else if (!name.startsWith("envsub")) fault(line, `“${annotation[2]}” is not possible here`);
	}
	if (isBlock) fault(lines.length, "StatementBegin has no StatementEnd");
	finish(lines.length);
	if (part === "none") fault(1, "there is no “-- +goose Up”");
	return migration;
}

/** Whether only comments and empty lines are there. */
function isBare(lines: string[]): boolean {
	return lines.every((line) => line.trim() === "" || line.trim().startsWith("--"));
}

function endsStatement(line: string): boolean {
	return /;\s*$/.test(line.replace(/--.*$/, ""));
}

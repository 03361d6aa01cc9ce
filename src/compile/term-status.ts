import type { TermState, TermStatus } from "../model/unit.ts";

/** What the parenthesis behind a term says. */
export interface TermRemarks {
	status: TermStatus;
	also: string[];
	autolink: boolean;
	/** Remarks that mean nothing. */
	unknown: string[];
}

const states: TermState[] = ["in use", "target", "not in use", "tests only", "superseded", "formerly"];

/** Read remarks such as `tests only since 2026-04; superseded by goose; also: auto-migrate`. */
export function readTermStatus(written: string): TermRemarks {
	const remarks: TermRemarks = { status: { state: "in use" }, also: [], autolink: true, unknown: [] };
	const parts = written
		.split(";")
		.map((part) => part.replace(/\s+/g, " ").trim())
		.filter(Boolean);
	for (const part of parts) if (!readRemark(part, remarks)) remarks.unknown.push(part);
	return remarks;
}

function readRemark(part: string, remarks: TermRemarks): boolean {
	const also = /^also:? (.+)$/i.exec(part);
	if (also?.[1]) {
		remarks.also.push(
			...also[1]
				.split(",")
				.map((name) => name.trim())
				.filter(Boolean),
		);
		return true;
	}
	if (/^(?:no autolink|autolink: ?(?:false|no|off))$/i.test(part)) {
		remarks.autolink = false;
		return true;
	}
	return readState(part, remarks.status);
}

function readState(part: string, status: TermStatus): boolean {
	const found =
		/^([a-z ]+?)(?: by (.+?))?(?:,? since (\d{4}(?:-\d{2}){0,2}))?(?:,? until (\d{4}(?:-\d{2}){0,2}))?$/i.exec(part);
	const state = states.find((one) => one === found?.[1]?.toLowerCase());
	if (!found || !state) return false;
	if (state !== "superseded") status.state = state;
	else if (status.state === "in use") status.state = "superseded";
	if (found[2]) status.supersededBy = found[2];
	if (found[3]) status.since = found[3];
	if (found[4]) status.until = found[4];
	return true;
}

import type { Span } from "./diagnostic.ts";

/** An alerting rule of Prometheus, as a YAML file defines it. */
export interface AlertRule {
	name: string;
	path: string;
	/** Of the name. */
	span: Span;
	/** The annotation `runbook_url`, if there is one. */
	runbook?: { url: string; span: Span; isTemplate: boolean };
}

/** A YAML file outside the book. */
export interface RuleFile {
	path: string;
	text: string;
}

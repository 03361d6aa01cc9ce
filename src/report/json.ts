import type { Printer } from "../model/report.ts";

/** Write a report as data. The form has a number, which grows when something of it changes its meaning. */
export const printJson: Printer = ({ diagnostics, outcome, version }) =>
	`${JSON.stringify({ format: 1, silcrow: version, outcome, diagnostics }, null, 2)}\n`;

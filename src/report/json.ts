import type { Printer } from "../model/report.ts";
import { escapedJson } from "./escaped-json.ts";

/** Write a report as data. The form has a number, which grows when something of it changes its meaning. */
export const printJson: Printer = ({ diagnostics, outcome, version }) =>
	`${escapedJson({ format: 1, silcrow: version, outcome, diagnostics })}\n`;

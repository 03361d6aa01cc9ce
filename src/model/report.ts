import type { Diagnostic } from "./diagnostic.ts";

/** STUB of the maintainer: replace me. */
export type Printer = (diagnostics: Diagnostic[]) => string;

import type { CompileOptions } from "../compile/compile.ts";
import type { Source } from "../model/source.ts";

/** A file to compile and what that needs. */
export interface CompileJob {
	source: Source;
	options: CompileOptions;
	/** The key under which a store keeps what comes of it. */
	key: string;
}

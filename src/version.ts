declare const SILCROW_VERSION: string | undefined;

/** The version of Silcrow. `scripts/bundle.ts` puts it in, so that nothing has to be read to tell it. */
export const version: string = typeof SILCROW_VERSION === "undefined" ? "0.0.0-source" : SILCROW_VERSION;

declare const SILCROW_BUILD: string | undefined;

/** What tells this program from every other one, whatever its version says: a hash of its sources, put in by `scripts/bundle.ts`. A program that runs from its sources has none, and keeps no cache. */
export const program: string | undefined =
	typeof SILCROW_BUILD === "undefined" ? undefined : `${SILCROW_BUILD} ${process.version} ${process.arch}`;

declare const SILCROW_VERSION: string | undefined;

/** The version of Silcrow. `scripts/bundle.ts` puts it in, so that nothing has to be read to tell it. */
export const version: string = typeof SILCROW_VERSION === "undefined" ? "0.0.0-source" : SILCROW_VERSION;

import type { z } from "zod";
import { settingsSchema } from "./shapes/settings.ts";

declare const SILCROW_DEFAULTS: z.output<typeof settingsSchema> | undefined;

/** The settings of a book that says nothing of them. `scripts/bundle.ts` puts them in, so that no schema is loaded to tell them. */
export const defaultSettings = (): z.output<typeof settingsSchema> =>
	typeof SILCROW_DEFAULTS === "undefined" ? settingsSchema.parse({}) : SILCROW_DEFAULTS;

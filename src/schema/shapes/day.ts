import * as z from "zod";
import { isDay } from "../usual.ts";

/** A day as YYYY-MM-DD, one that the calendar has. */
export const day = z.string().refine(isDay, { error: "a day such as 2026-11-24", abort: true });

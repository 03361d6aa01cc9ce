/** What a build does, one behind the other. */
export type Stage = "read" | "compile" | "link" | "check" | "write";

/** Hears how far the work has come; of a stage whose number of steps is not known there is no total. */
export type Progress = (stage: Stage, done?: number, total?: number) => void;

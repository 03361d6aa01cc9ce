/** An address of a page or of a place on one. */
export const addressPattern = /^[^#]+\.html(?:#.+)?$/;

/** The sum of a text, by which similar texts are known. */
export const sumPattern = /^(?:[\w-]{3})*$/;

import type { TermStatus } from "../../model/unit.ts";

/** Say of a term what its badge does not: since when it is so, and what took its place; the empty string where there is nothing to say. */
export function termRemark({ supersededBy, since, until }: TermStatus): string {
	return [supersededBy && `superseded by ${supersededBy}`, since && `since ${since}`, until && `until ${until}`]
		.filter(Boolean)
		.join(", ");
}

/** What Mermaid's parser read: the kind of the diagram, and what stands in it. */
export interface ReadDiagram {
	type: string;
	/** Its shape differs with the kind and is described nowhere, so nothing of it is taken for granted. */
	db: unknown;
}

/**
 * Give the first words of a diagram that its drawing does not show, or say how many arrows it lacks. The program that
 * draws leaves out what it does not understand, and half a diagram of a system is worse than none.
 */
export function missingWords({ type, db }: ReadDiagram, svg: string): string | undefined {
	const shown = new Set(wordsIn(svg.replace(/<(style|title)>[\s\S]*?<\/\1>|<[^>]*>/g, " ")));
	const missing = saidIn(type, db as Facts).find((text) => wordsIn(text).some((word) => !shown.has(word)));
	if (missing !== undefined) return missing.replace(/\s+/g, " ").trim().slice(0, 60);
	const arrows = arrowsIn(type, db as Facts);
	const drawn = svg.split('class="edge"').length - 1;
	return arrows !== undefined && drawn !== arrows ? `${Math.abs(arrows - drawn)} of ${arrows} arrows` : undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: the library has no types for what its parsers read.
type Facts = any;

function wordsIn(text: string): string[] {
	return text.replace(/<[^>]*>/g, " ").match(/[\p{L}\p{N}_]+/gu) ?? [];
}

function saidIn(type: string, db: Facts): string[] {
	if (type.startsWith("state"))
		return [...db.getStates().values()].flatMap(saidOfState).concat(titlesOf(db.getRelations()));
	if (type === "sequence") return saidInSequence(db);
	if (type.startsWith("class")) return saidInClasses(db);
	if (type.startsWith("er")) return saidInEntities(db);
	return [];
}

function saidOfState({ id, type, descriptions = [], description, note, doc = [] }: Facts): string[] {
	const isNamed = !/^(?:root|divider)|_(?:start|end)$/.test(id) && (type === undefined || type === "default");
	const names = [...descriptions, description].filter(Boolean);
	const inside = doc.flatMap((one: Facts) => (one.stmt === "state" ? saidOfState(one) : []));
	return [...(names.length > 0 ? names : isNamed ? [id] : []), ...(note?.text ? [note.text] : []), ...inside];
}

function titlesOf(relations: Facts[]): string[] {
	return relations.flatMap(({ relationTitle }) => (relationTitle ? [relationTitle] : []));
}

function saidInSequence(db: Facts): string[] {
	const actors = [...db.getActors().values()].map(({ description }: Facts) => String(description));
	const messages = db.getMessages().flatMap(({ message }: Facts) => (typeof message === "string" ? [message] : []));
	return [...actors, ...messages];
}

function saidInClasses(db: Facts): string[] {
	const classes = [...db.getClasses().values()].flatMap(({ label, members, methods, annotations }: Facts) => [
		label,
		...[...members, ...methods].map(({ text }: Facts) => text),
		...annotations,
	]);
	const relations = db
		.getRelations()
		.flatMap(({ title, relationTitle1, relationTitle2 }: Facts) => [title, relationTitle1, relationTitle2])
		.filter((text: unknown) => text && text !== "none");
	const notes = [...(db.getNotes?.().values() ?? [])].map(({ text }: Facts) => text);
	return [...classes, ...relations, ...notes].map(String);
}

function saidInEntities(db: Facts): string[] {
	const entities = [...db.getEntities().values()].flatMap(({ label, alias, attributes }: Facts) => [
		alias || label,
		...attributes.flatMap(({ type, name, comment }: Facts) => [type, name, comment ?? ""]),
	]);
	return [...entities, ...db.getRelationships().map(({ roleA }: Facts) => roleA)].map(String);
}

/** How many arrows there are, where the drawing marks each of them. */
function arrowsIn(type: string, db: Facts): number | undefined {
	if (type.startsWith("flowchart")) return db.getEdges().filter(({ stroke }: Facts) => stroke !== "invisible").length;
	if (!type.startsWith("state")) return undefined;
	const inside = ({ doc = [] }: Facts): number =>
		doc.reduce((sum: number, one: Facts) => sum + (one.stmt === "relation" ? 1 : inside(one)), 0);
	return [...db.getStates().values()].reduce((sum, state) => sum + inside(state), db.getRelations().length);
}

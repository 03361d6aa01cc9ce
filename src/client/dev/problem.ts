import type { LiveProblem } from "../../model/live.ts";
import { copyText } from "../clipboard.ts";
import { make, makeButton } from "../find.ts";

/** Draw a problem as the terminal writes it. Its words come from files, and are never read as HTML. */
export function problemItem(problem: LiveProblem): HTMLElement {
	const { message, frame, hints } = problem;
	const item = make("article", "problem");
	const head = make("p", "message");
	head.append(make("strong", "code", `${name(problem)}:`), ` ${message}`);
	item.append(head);
	item.append(place(problem));
	if (frame.length > 0) item.append(make("pre", "", withoutBlank(frame).join("\n")));
	for (const hint of hints) item.append(make("p", "hint", `= help: ${hint}`));
	return item;
}

/** Scroll what is marked in a code frame into view, where the window is too narrow for the line. */
export function showMark(frame: HTMLElement): void {
	const lines = (frame.textContent ?? "").split("\n");
	const longest = Math.max(...lines.map(({ length }) => length));
	const mark = lines.map((line) => /^[ |]*\^+/.exec(line)?.[0].length ?? 0).find((end) => end > 0);
	if (mark === undefined || frame.scrollWidth <= frame.clientWidth) return;
	const end = (frame.scrollWidth * (mark + 1)) / longest;
	frame.scrollLeft = Math.max(0, end - frame.clientWidth);
}

/** A frame begins with a line that only keeps it apart from what stands above. */
function withoutBlank([first = "", ...rest]: string[]): string[] {
	return /^ *\|$/.test(first) ? rest : [first, ...rest];
}

/** Write a problem as text, for whoever wants to pass it on. */
export function problemText(problem: LiveProblem): string {
	const { message, frame, hints } = problem;
	const lines = [`${name(problem)}: ${message}`];
	if (problem.place !== "") lines.push(`  --> ${problem.place}`);
	return [...lines, ...frame, ...hints.map((hint) => `   = help: ${hint}`)].join("\n");
}

function name({ severity, code }: LiveProblem): string {
	return code === "" ? severity : `${severity}[${code}]`;
}

/** Where it is, and what can be done with it: go there, or pass it on. */
function place(problem: LiveProblem): HTMLElement {
	const line = make("p", "place", problem.place);
	if (problem.editor !== undefined) {
		const link = make("a", "", "Open in editor");
		link.href = problem.editor;
		line.append(link);
	}
	const copy = makeButton("Copy", "", async () => {
		copy.textContent = (await copyText(problemText(problem))) ? "Copied" : "Not copied";
	});
	line.append(copy);
	return line;
}

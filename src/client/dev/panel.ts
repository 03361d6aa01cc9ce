import type { LiveProblem, LiveStatus } from "../../model/live.ts";
import { counted } from "../../text/counted.ts";
import { copyText } from "../clipboard.ts";
import { make, makeButton } from "../find.ts";
import { panelStyle } from "./panel-style.ts";
import { problemItem, problemText, showMark } from "./problem.ts";
import { isHere } from "./reveal.ts";
import { setTitleMark } from "./title.ts";

/** What the panel shows, and how. */
interface Panel {
	/** Undefined while the server does not answer. */
	status: LiveStatus | undefined;
	isFolded: boolean;
}

const panel: Panel = { status: undefined, isFolded: sessionStorage.getItem("silcrow-folded") === "yes" };

// Its own tree, beside the body: the styles of the book stay out of the panel, and the panel out of the book and of its patches.
const host = document.createElement("div");
const root = host.attachShadow({ mode: "open" });
root.adoptedStyleSheets = [panelStyle()];

/** Show what is wrong with the book, calmly, over the foot of the page; undefined says that nobody knows. */
export function showStatus(status: LiveStatus | undefined): void {
	panel.status = status;
	draw();
}

addEventListener("keydown", ({ key }) => {
	const isOpen = !!panel.status?.errors && !panel.isFolded;
	// Whatever else is open closes first.
	if (key === "Escape" && isOpen && !document.querySelector("dialog[open], :popover-open")) fold(true);
});

function draw(): void {
	const { status, isFolded } = panel;
	if (!status) {
		setTitleMark("not connected");
		put(make("p", "pill waiting", "Waiting for silcrow dev"));
		return;
	}
	const count = counted(status.errors, "error");
	setTitleMark(status.errors > 0 ? `✕ ${count}` : "");
	if (status.errors === 0) {
		host.remove();
		document.body.style.removeProperty("padding-bottom");
	} else if (isFolded) {
		put(makeButton(count, "pill", () => fold(false)));
	} else {
		put(sheet(status, count));
	}
}

function put(element: HTMLElement): void {
	root.replaceChildren(element);
	if (!host.isConnected) document.documentElement.append(host);
	for (const frame of root.querySelectorAll("pre")) showMark(frame);
	// The last lines of the page must be readable too.
	document.body.style.paddingBottom = `${element.offsetHeight}px`;
}

function sheet(status: LiveStatus, count: string): HTMLElement {
	const element = make("section", "sheet");
	const head = make("p", "head");
	const good = status.goodAt === undefined ? "" : ` · last good build ${clock(new Date(status.goodAt))}`;
	const warnings = status.warnings > 0 ? `, ${counted(status.warnings, "warning")}` : "";
	const copy = makeButton("Copy all", "", async () => {
		const isCopied = await copyText(status.problems.map(problemText).join("\n\n"));
		copy.textContent = isCopied ? "Copied" : "Not copied";
	});
	head.append(
		make("span", "words", `${count}${warnings}${good}`),
		copy,
		makeButton("Hide", "hide", () => fold(true)),
	);
	const log = make("div", "log");
	log.setAttribute("role", "log");
	log.setAttribute("aria-label", "Problems of the book");
	log.tabIndex = 0;
	log.append(...ownFirst(status.problems).map(problemItem));
	const hidden = status.errors - status.problems.length;
	if (hidden > 0) log.append(make("p", "", `and ${hidden} more; silcrow check shows them all`));
	element.append(head, log);
	return element;
}

/** A writer looks at the page of what was written last, whatever else is wrong with the book. */
function ownFirst(problems: LiveProblem[]): LiveProblem[] {
	const isOwn = ({ pages = [] }: LiveProblem): boolean => pages.some(isHere);
	return [...problems.filter(isOwn), ...problems.filter((problem) => !isOwn(problem))];
}

function fold(isFolded: boolean): void {
	const hadFocus = document.activeElement === host;
	panel.isFolded = isFolded;
	sessionStorage.setItem("silcrow-folded", isFolded ? "yes" : "no");
	draw();
	if (hadFocus || !isFolded) root.querySelector<HTMLElement>("button.pill, .log")?.focus();
}

function clock(time: Date): string {
	return [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
}

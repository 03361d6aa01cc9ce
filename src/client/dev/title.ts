const parts = { mark: "", title: document.title };

/** Name the page. */
export function setPageTitle(title: string): void {
	parts.title = title;
	show();
}

/** Put words before the name of the page in the title of its tab, or take them away. */
export function setTitleMark(mark: string): void {
	parts.mark = mark;
	show();
}

function show(): void {
	document.title = parts.mark === "" ? parts.title : `${parts.mark} · ${parts.title}`;
}

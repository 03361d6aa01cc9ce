// Keeps a page of `silcrow dev` up to date, and shows what is wrong with the book.
// It is part of no published site.
(() => {
	const script = document.currentScript;
	const version = script?.dataset.version;
	let stream;
	let panel;
	let isFolded = false;

	// A browser opens six connections to a server at most, so only the page that is looked at holds one.
	const connect = () => {
		stream?.close();
		stream = undefined;
		if (document.hidden) return;
		const page = encodeURIComponent(location.pathname);
		stream = new EventSource(`/__silcrow/events?page=${page}`);
		stream.onmessage = ({ data }) => {
			const news = JSON.parse(data);
			if (news.version !== version) location.reload();
			else show(news.status);
		};
		// The browser tries again by itself, unless it was turned away.
		stream.onerror = () => {
			if (stream?.readyState === 2) setTimeout(connect, 2000);
		};
	};

	const element = (name, style, ...children) => {
		const made = document.createElement(name);
		Object.assign(made.style, style);
		made.append(...children);
		return made;
	};

	const show = ({ problems, total, summary, isStale }) => {
		panel?.remove();
		panel = undefined;
		if (total === 0) return;
		const fold = element("button", buttonStyle, isFolded ? "Show" : "Hide");
		fold.type = "button";
		fold.onclick = () => {
			isFolded = !isFolded;
			show({ problems, total, summary, isStale });
		};
		const stale = isStale ? " This is the last good page." : "";
		const head = element("p", headStyle, `${summary}.${stale}`, fold);
		const list = element("ol", listStyle, ...problems.map(problemItem));
		if (total > problems.length) list.append(element("li", {}, `and ${total - problems.length} more`));
		panel = element("div", panelStyle);
		// A shadow keeps the styles of the book out of the panel, and the panel out of the book.
		const shadow = panel.attachShadow({ mode: "open" });
		const sheet = element("section", sheetStyle, head);
		sheet.setAttribute("role", "log");
		sheet.setAttribute("aria-label", "Problems of the book");
		if (!isFolded) sheet.append(list);
		shadow.append(sheet);
		document.body.append(panel);
	};

	const problemItem = ({ severity, code, place, message, hints }) =>
		element(
			"li",
			itemStyle,
			element("strong", { color: colors[severity] }, `${severity}[${code}]`),
			` ${message}`,
			element("div", placeStyle, place),
			...hints.map((hint) => element("div", {}, `= ${hint}`)),
		);

	const colors = { error: "#ff9d8f", warning: "#ffd479", info: "#9ecbff" };
	const panelStyle = {
		bottom: "0",
		left: "0",
		position: "fixed",
		right: "0",
		zIndex: "2147483647",
	};
	const sheetStyle = {
		background: "#1c1c1f",
		color: "#f2f2f2",
		font: "14px/1.5 ui-monospace, monospace",
		maxHeight: "45vh",
		overflow: "auto",
		padding: "12px 20px",
	};
	const headStyle = {
		display: "flex",
		fontWeight: "bold",
		justifyContent: "space-between",
		margin: "0",
	};
	const buttonStyle = { font: "inherit", minHeight: "32px" };
	const listStyle = { margin: "8px 0 0", padding: "0 0 0 28px" };
	const itemStyle = { margin: "0 0 8px" };
	const placeStyle = { color: "#b8b8bd" };

	addEventListener("keydown", ({ key }) => {
		const button = panel?.shadowRoot.querySelector("button");
		if (key === "Escape" && !isFolded) button?.click();
	});
	document.addEventListener("visibilitychange", connect);
	// A page that comes back from the history has lost its stream.
	addEventListener("pageshow", ({ persisted }) => {
		if (persisted) connect();
	});
	connect();
})();

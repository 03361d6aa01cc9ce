/** Make the style sheet of the panel, in the colours of the book. A constructed sheet is what the page's security policy allows. */
export function panelStyle(): CSSStyleSheet {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(`
		:host { --gap: .75rem; font: .875rem/1.5 var(--sans, system-ui, sans-serif); color: var(--ink, CanvasText) }
		.sheet, .pill { position: fixed; z-index: 2147483647; bottom: 0; background: var(--paper, Canvas); border: 1px solid var(--danger, #951a1a) }
		.sheet { inset-inline: 0; display: flex; flex-direction: column; max-height: 45vh; border-width: 2px 0 0 }
		.head { display: flex; align-items: center; gap: var(--gap); margin: 0; padding: 0 1.25rem; background: var(--warn-wash, #fbf0d3); color: var(--warn, #6b4400) }
		.words { flex: 1; font-weight: 600; font-variant-numeric: tabular-nums }
		.log { overflow: auto; overscroll-behavior: contain; padding: 0 1.25rem var(--gap) }
		.problem { margin: var(--gap) 0 }
		.problem p { margin: 0 }
		.code { color: var(--danger, #951a1a) }
		.place, .hint { color: var(--ink-2, GrayText) }
		.place, pre { font-family: var(--mono, monospace); font-size: .8125rem }
		.place a { margin-inline-start: var(--gap); color: var(--petrol, LinkText) }
		pre { margin: .25rem 0; padding: .5rem .75rem; overflow-x: auto; background: var(--paper-2, transparent) }
		button { min-height: 44px; min-width: 44px; padding: 0 .5rem; border: 0; background: none; color: inherit; font: inherit; cursor: pointer; text-decoration: underline; text-underline-offset: .2em }
		.pill { inset-inline-end: 1rem; bottom: 1rem; display: flex; align-items: center; min-height: 44px; margin: 0; padding: 0 1rem; border-radius: 22px; color: var(--danger, #951a1a); font-weight: 600; text-decoration: none }
		.waiting { border-color: var(--ink-2, GrayText); color: var(--ink-2, GrayText) }
		:focus-visible { outline: 2px solid var(--focus, Highlight); outline-offset: -2px }
		@media print { :host { display: none } }
		@media (max-width: 60rem) { .pill { bottom: 4.5rem } }
	`);
	return sheet;
}

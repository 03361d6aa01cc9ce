/** What a page of this repository's book may weigh, in bytes after gzip, and what it may ask of a browser. */
export const budgets = {
	/** HTML and the style sheet that it waits for: nobody sees a word before them. */
	criticalPath: 20 * 1024,
	/** The same of the page in the middle of all. */
	middleCriticalPath: 10.5 * 1024,
	/** What stands around the text of a page, previews and the list of the page aside: it weighs on all pages alike. */
	frame: 2_450,
	frameElements: 220,
	/** The style sheets of a page; that of the search is loaded with its script. */
	style: 7 * 1024,
	/** Loaded with the page, without holding it up. */
	script: 5 * 1024,
	/** Of a first view, page included; the icon, which a browser fetches when it is idle, does not count. */
	requests: 4,
	fonts: 0,
	/** From the top of a phone to the first command of any entry, and of the middle one, in screens. */
	firstCommand: 0.95,
	middleFirstCommand: 0.75,
	/** Elements of a chapter or an entry. */
	elements: 1_200,
	/** Elements of a list of everything, such as the glossary. */
	listedElements: 1_500,
	/** Cumulative layout shift, on a phone and on a desk. */
	layoutShift: 0,
};

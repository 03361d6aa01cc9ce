import type { SeveritySetting } from "./diagnostic.ts";
import type { PartName } from "./entry.ts";

/** What `book/book.yaml` says, with every default filled in. Data only: nothing in it is ever run. */
export interface Settings {
	title: string;
	description: string;
	/** A BCP 47 language tag; it becomes the `lang` of every page. */
	language: string;
	authors: string[];
	/** Under what terms the text may be used. */
	license?: { name: string; url?: string };
	/** Where the site will stand, for what needs absolute addresses; without it no sitemap is written. */
	site?: {
		/** Scheme and host, such as `https://book.example.com`. */
		origin: string;
		/** Starts and ends with `/`. */
		base: string;
	};
	/** True where pages have a picture for links in chats; it needs `site`. */
	cards: boolean;
	repository?: {
		url: string;
		/** With `{path}`, where a reader may edit a page. */
		edit?: string;
		/** With `{hash}`, where a commit is shown. */
		commit?: string;
		/** Where a reader reports a fault. */
		issues?: string;
	};
	/** Commits that the text may name: hash to subject line. */
	commits: Record<string, string>;
	/** Old address to the one that took its place, both relative to the site's root. */
	redirects: Record<string, string>;
	/** Chapters and appendices that are gone, and addresses whose matter is: a number, a letter or an address, to what took its place, or null. */
	retired: Record<string, string | null>;
	alerts: {
		/** Further addresses at which the site stands, or stood, for those that alerts link to. */
		sites: string[];
	};
	/** Diagnostic code to severity. */
	severity: Record<string, SeveritySetting>;
	links: {
		/** Addresses that are not checked; `*` stands for anything. */
		ignore: string[];
		/** Hosts from which images may be shown; none by default, for a page asks nobody else for anything. */
		remoteImages: string[];
	};
	glossary: {
		/** Names of terms that never link by themselves. */
		noAutolink: string[];
		/** For a term whose status is superseded or tests only: paths of files that may use it. */
		allow: Record<string, string[]>;
	};
	/** The file of a font for all text but code, seen from the folder of the settings. */
	font?: string;
	/** Whether the site has a page with the whole book, to print; absent: if the book is not too long for one. */
	print?: boolean;
	runbook: {
		/** By what words each part of an entry is led in. */
		parts: Record<PartName, string[]>;
		/** Placeholders that no entry has to explain: the name to what it stands for. */
		placeholders: Record<string, string>;
	};
	/** Whether the site offers the whole book as one file, `book.html`. */
	single: boolean;
	/** Whether browsers keep the whole book, for readers without a network. */
	offline: boolean;
	markdown: {
		/** Which parser reads Markdown; see `compile/parse/parser.ts`. */
		parser: "native" | "reference";
	};
	limits: {
		/** In bytes; see `compile/parse/limits.ts` for what the limits guard against. */
		fileSize: number;
		inlineMarkers: number;
		depth: number;
		paragraphLines: number;
		tableColumns: number;
		tableCells: number;
	};
}

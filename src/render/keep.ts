/** Makes the text of a file of the site, when somebody asks for it. */
export type MakeText = () => string;

/** Puts one of several files that are made together; it is the same as long as the inputs are. */
export type PutFile = (address: string, inputs: readonly unknown[], make: MakeText) => void;

/** Makes some files. */
export type MakeFiles = (put: PutFile) => void;

/** Puts some of several files that are made together; all of them are the same as long as the inputs are. */
export type PutGroup = (key: string, inputs: readonly unknown[], make: MakeFiles) => void;

/** Makes some files, of which those of a group may be known without being looked at one by one. */
export type MakeGroups = (put: PutFile, group: PutGroup) => void;

/** Let something that makes files in groups put each of them. */
export function putEach(make: MakeGroups, put: PutFile): void {
	make(put, (_key, _inputs, makeGroup) => makeGroup(put));
}

/** Takes the files of a site, by address. */
export interface SiteFiles {
	has(address: string): boolean;
	set(address: string, text: string): unknown;
}

/** Remembers from one rendering of the book to the next; an engine that runs again and again brings its own. */
export interface Keeper {
	/** Give the last value again where every input is still the same object, or make it. */
	keep<Value>(key: string, inputs: readonly unknown[], make: () => Value): Value;
	/** Give the last value again where the new one says the same. */
	settle<Value>(key: string, value: Value): Value;
	/** Note what a value says, because files are made from it. */
	note<Value extends object>(value: Value): Value;
	/** Like `keep`, for a value that is plain JSON: it may have been made by another process. */
	recall<Value>(key: string, inputs: readonly unknown[], make: () => Value): Value;
	/** Keep a value that is at hand for a later `recall`, without reading it where it is kept already. */
	hold<Value>(key: string, inputs: readonly unknown[], make: () => Value): void;
	/** Put a file into the site, which is the same as long as the inputs are; its text may be made later, or never. */
	file(site: SiteFiles, address: string, inputs: readonly unknown[], make: MakeText): void;
	/** The same for files of which only making them tells how many there are. */
	files(site: SiteFiles, key: string, inputs: readonly unknown[], make: MakeGroups): void;
	/** Put files that all follow from what they share and each from inputs of its own; where none has changed they may be found at once. */
	together(site: SiteFiles, key: string, shared: readonly unknown[], files: readonly PlannedFile[]): void;
}

/** A file that is made when it is asked for, and is the same as long as the inputs are. */
export interface PlannedFile {
	address: string;
	inputs: readonly unknown[];
	make: MakeText;
}

/** So many files that follow each other are put together. */
const groupSize = 64;

/** Put many files, so many together that an edit has few of them looked at one by one. */
export function putTogether(
	{ together }: Keeper,
	site: SiteFiles,
	key: string,
	shared: readonly unknown[],
	files: readonly PlannedFile[],
): void {
	for (let from = 0; from < files.length; from += groupSize)
		together(site, `${key} ${from}`, shared, files.slice(from, from + groupSize));
}

/** Put files that are planned together one by one. */
export function eachApart(file: Keeper["file"]): Keeper["together"] {
	return (site, _key, shared, files) => {
		for (const { address, inputs, make } of files) file(site, address, [...inputs, ...shared], make);
	};
}

/** A keeper without a memory, for a book that is rendered once. */
export const noKeeper: Keeper = {
	keep: (_key, _inputs, make) => make(),
	settle: (_key, value) => value,
	note: (value) => value,
	recall: (_key, _inputs, make) => make(),
	hold: () => undefined,
	file: (site, address, _inputs, make) => void site.set(address, make()),
	files: (site, _key, _inputs, make) => putEach(make, (address, _, text) => void site.set(address, text())),
	together: eachApart((site, address, _inputs, make) => void site.set(address, make())),
};

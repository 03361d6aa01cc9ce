/** What version control knows of a book. It has no clock: the same state of the repository gives the same. */
export interface History {
	/** The last commit that changed the book, as far as ten digits of it. */
	commit?: string;
	/** When that was, as ISO time in UTC. */
	time?: string;
	/** Path of a file to the time of the last commit that changed it; files without one are missing. */
	changes: ReadonlyMap<string, string>;
	/** Set where there are commits, and they could not be asked for: another run may know more. */
	isUnknown?: true;
}

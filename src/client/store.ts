/** What lasts for days, and what lasts as long as a window and never comes to the disk for good. */
type Storage = "localStorage" | "sessionStorage";

/** Read what was kept under a key, or nothing where the browser keeps nothing. */
export function kept(key: string, storage: Storage = "localStorage"): string | null {
	try {
		return globalThis[storage].getItem(key);
	} catch {
		// A browser may forbid the storage; the page works without it.
		return null;
	}
}

/** Keep a value, or forget it where it is `null`; tells whether that worked. */
export function keep(key: string, value: string | null, storage: Storage = "localStorage"): boolean {
	try {
		if (value === null) globalThis[storage].removeItem(key);
		else globalThis[storage].setItem(key, value);
		return true;
	} catch {
		// A browser may forbid the storage, or have no room; nothing was promised.
		return false;
	}
}

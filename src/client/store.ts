/** Read what was kept under a key, or nothing where the browser keeps nothing. */
export function kept(key: string): string | null {
	try {
		return localStorage.getItem(key);
	} catch {
		// A browser may forbid the storage; the page works without it.
		return null;
	}
}

/** Keep a value, or forget it where it is `null`; tells whether that worked. */
export function keep(key: string, value: string | null): boolean {
	try {
		if (value === null) localStorage.removeItem(key);
		else localStorage.setItem(key, value);
		return true;
	} catch {
		// A browser may forbid the storage, or have no room; nothing was promised.
		return false;
	}
}

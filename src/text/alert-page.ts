/** Where the page stands that leads from an alert's name to its entry: `alerts/DiskFull.html`. A name that makes no file name everywhere has none. */
export function alertPage(name: string): string | undefined {
	return /^\w[\w.-]*$/.test(name) ? `alerts/${name}.html` : undefined;
}

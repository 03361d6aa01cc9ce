/** Give milliseconds by a clock that only goes forward; `performance.now` is the same, and takes 3 ms to load. */
export function clock(): number {
	const [seconds, nanoseconds] = process.hrtime();
	return seconds * 1e3 + nanoseconds / 1e6;
}

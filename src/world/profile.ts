import { writeFile } from "node:fs/promises";
import { Session } from "node:inspector/promises";
import { explainSystemError, machineFailure } from "./failure.ts";

/** Record what the processor does until the function is called that this gives; it writes the record, which the tools of browsers and editors open. */
export async function startProfile(file: string): Promise<() => Promise<void>> {
	const session = new Session();
	session.connect();
	await session.post("Profiler.enable");
	await session.post("Profiler.start");
	return async () => {
		const { profile } = await session.post("Profiler.stop");
		session.disconnect();
		try {
			await writeFile(file, JSON.stringify(profile));
		} catch (cause) {
			throw machineFailure(`cannot write ${file}: ${explainSystemError(cause)}`, { path: file, cause });
		}
	};
}

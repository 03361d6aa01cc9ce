import type { EngineStats } from "../model/engine.ts";
import type { LinkedUnit } from "../model/linked.ts";
import type { Table } from "./table.ts";

/** Say how much a run looked at. It is counted when somebody asks, for nobody does after a save. */
export function statsOf(runs: EngineStats["runs"], linked: Table<LinkedUnit>, countPages: () => number): EngineStats {
	return {
		files: linked.size,
		runs,
		get pages() {
			return countPages();
		},
		get references() {
			return linked.list.reduce((sum, { edgeSum }) => sum + edgeSum.count, 0);
		},
	};
}

import { defineConfig } from "vitest/config";

export default defineConfig({
	// Programs that run from their sources keep no cache; the tests are to see one at work.
	define: { SILCROW_BUILD: '"tests"' },
	test: {
		include: ["test/**/*.test.ts"],
		globalSetup: ["test/support/browser-path.ts", "test/support/bundle.ts"],
		// A busy machine may take many times as long as one at rest.
		testTimeout: 300_000,
		hookTimeout: 300_000,
	},
});

#!/usr/bin/env node
// Only what every Node since 12 understands: an old one is to say so in words.
var parts = process.versions.node.split(".").map(Number);
if (parts[0] < 20 || (parts[0] === 20 && parts[1] < 19)) {
	process.stderr.write("silcrow needs Node 20.19 or later; this is Node " + process.versions.node + ".\n");
	process.exitCode = 3;
} else {
	try {
		require("../lib/start.js").start(process.argv.slice(2)).catch(isIncomplete);
	} catch (error) {
		isIncomplete(error);
	}
}

function isIncomplete(error) {
	process.stderr.write(
		"silcrow is not complete: a script of lib/ is missing. " +
			"In a copy of the repository, run `npm run bundle` first.\n" +
			error +
			"\n",
	);
	process.exitCode = 3;
}

import { spawnSync } from 'node:child_process';

/** Where the tools live: run with this Node, so that no shell and no `npx` is needed on any system. */
const programs = {
	biome: 'node_modules/@biomejs/biome/bin/biome',
	tsc: 'node_modules/typescript/bin/tsc',
};

/**
 * Runs a tool of the house, or a script, and shows what it prints. Returns whether it succeeded.
 *
 * @param {keyof typeof programs | `${'scripts' | 'bench'}/${string}.mjs`} tool
 * @param {...string} options
 */
export function run(tool, ...options) {
	const program = tool in programs ? programs[tool] : tool;
	return spawnSync(process.execPath, [program, ...options], { stdio: 'inherit' }).status === 0;
}

/** Ends the process with a sentence that says how to go on. */
export function fail(sentence) {
	console.error(`\n${sentence}`);
	process.exit(1);
}

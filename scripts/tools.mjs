import { spawnSync } from 'node:child_process';

/** The tools' programs. They run with this Node, so that no system needs a shell or `npx`. */
const programs = {
	biome: 'node_modules/@biomejs/biome/bin/biome',
	tsc: 'node_modules/typescript/bin/tsc',
};

/**
 * Runs a tool or a script and shows its output. Returns whether it succeeded.
 *
 * @param {keyof typeof programs | `${'scripts' | 'bench'}/${string}.mjs`} tool
 * @param {...string} options
 */
export function run(tool, ...options) {
	const program = tool in programs ? programs[tool] : tool;
	return spawnSync(process.execPath, [program, ...options], { stdio: 'inherit' }).status === 0;
}

/** Ends the process with a sentence that says what to do next. */
export function fail(sentence) {
	console.error(`\n${sentence}`);
	process.exit(1);
}

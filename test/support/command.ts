/** The command line as a process of its own, from the built files. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { token } from './server.ts';

const programme = 'dist/server/cli/main.js';

/** Runs commands against a server; each gives what it printed as JSON, and fails when the command does. */
export const candor =
	(url: string) =>
	async (...argv: readonly string[]): Promise<{ readonly id: string }> => {
		const { stdout } = await promisify(execFile)(process.execPath, [programme, ...argv, '--json'], {
			env: { PATH: process.env.PATH, CANDOR_URL: url, CANDOR_TOKEN: token },
		});
		return JSON.parse(stdout);
	};

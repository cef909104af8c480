/** Runs the command line from the built files, each command in a process of its own. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { withNewComponentOption } from './named-components.ts';
import { token } from './server.ts';

const program = 'dist/cli/main.js';

/**
 * Runs commands against a server. Each resolves to the JSON that it printed, and rejects when the
 * command fails.
 */
export const candor =
	(url: string) =>
	async (...argv: readonly string[]): Promise<{ readonly id: string }> => {
		const { stdout } = await promisify(execFile)(
			process.execPath,
			[program, ...withNewComponentOption(argv), '--json'],
			{
				env: { PATH: process.env.PATH, CANDOR_URL: url, CANDOR_TOKEN: token },
			},
		);
		return JSON.parse(stdout);
	};

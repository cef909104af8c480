/** The version before, from the history of the checkout: its sources, which run without a build. */
import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { resolve } from 'node:path';
import { earlierCommit } from '../../scripts/earlier-commit.mjs';
import { aFolder } from './folder.ts';
import { aServerProcess, type ServerProcess } from './process.ts';

type Context = { after(act: () => unknown): void };

/** Starts servers of the version before. Its packages and browser files are those of this checkout. */
export function anEarlierVersion(
	context: Context,
): (environment: Record<string, string>) => Promise<ServerProcess> {
	const folder = aFolder(context);
	const { status, stderr } = spawnSync(
		'sh',
		[
			'-c',
			'git archive "$0" src server package.json tsconfig.base.json | tar -x -C "$1"',
			earlierCommit,
			folder,
		],
		{ encoding: 'utf8' },
	);
	if (status !== 0 || stderr !== '')
		throw new Error(
			`The version before is commit ${earlierCommit}, which this clone does not have (${stderr.trim()}). Run "git fetch --unshallow", then try again.`,
		);
	for (const shared of ['node_modules', 'dist']) symlinkSync(resolve(shared), resolve(folder, shared));
	const path = resolve(folder, 'server/cli/main.ts');
	return (environment) =>
		aServerProcess(context, { NODE_OPTIONS: '--import=tsx', ...environment }, undefined, { path, folder });
}

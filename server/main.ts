/** The server as a process: `candor serve`. */
import { join } from 'node:path';
import { CandorError } from '../src/model/errors.ts';
import { readConfig } from './config/config.ts';
import type { Environment } from './config/secrets.ts';
import { systemClock } from './core/clock.ts';
import { replaceFile } from './core/replace-file.ts';
import { rescue } from './core/rescue.ts';
import { type Front, type Running, start } from './start.ts';

export interface Output {
	/** Prints a line for people on standard output. */
	print(line: string): void;
	/**
	 * Whether a person reads it. Default: false, as in a container, whose output ends up in a log.
	 */
	readonly isTerminal?: boolean | undefined;
}

const standardOutput: Output = {
	print: (line) => void process.stdout.write(`${line}\n`),
	isTerminal: process.stdout.isTTY,
};

/**
 * Starts a server configured by the environment, and prints its address. At the first start it also
 * prints the operator token to a terminal, and writes it to a file otherwise. SIGTERM and SIGINT
 * shut it down. Throws CandorError with what to do when it cannot start. `lastGood`: a damaged log
 * is continued after its last good commit.
 */
export async function serve(
	environment: Environment,
	output: Output = standardOutput,
	front?: Front,
	lastGood = false,
): Promise<Running & { readonly firstTokenFile: string | null }> {
	const config = readConfig(environment);
	if (lastGood && config.database !== null)
		throw new CandorError(
			'invalid',
			'--last-good is for the embedded database. Restore the Postgres database from a backup, then start with CANDOR_RESTORED=yes.',
		);
	if (lastGood) continueAfterDamage(config.data, output);
	const running = await start(config, front);
	const { address, candor } = running;
	let firstTokenFile: string | null = null;
	if (candor.firstToken) {
		firstTokenFile = publishFirstToken(candor.firstToken.token, config.data, output);
		output.print(
			`Next: CANDOR_URL=${address} CANDOR_TOKEN=<the token> candor open "Checkout is failing" --impact major --component checkout --next-update 20m`,
		);
	}
	output.print(`Candor listens on ${address}`);
	shutDownOnSignal(running);
	return { ...running, firstTokenFile };
}

/** Prints the token, or writes it to a file and returns its path. */
function publishFirstToken(token: string, folder: string, output: Output): string | null {
	if (output.isTerminal) {
		output.print(`Operator token (shown only once, store it safely): ${token}`);
		return null;
	}
	const path = join(folder, 'first-operator-token');
	replaceFile(path, `${token}\n`, 'private');
	output.print(`The operator token is in ${path}. Store it safely, then delete the file.`);
	return path;
}

function continueAfterDamage(folder: string, output: Output): void {
	const rescued = rescue(folder, new Date(systemClock.now()));
	output.print(
		rescued
			? `The log continues after commit ${rescued.commits}. ${rescued.reason} The damaged file is kept: ${rescued.damagedFile}`
			: 'Nothing in the log is damaged.',
	);
}

/**
 * A terminal may send a signal twice within a moment. A later second signal ends the process at
 * once.
 */
const repeatedSignalMs = 1_000;

function shutDownOnSignal(running: Running): void {
	let signalledAt: number | null = null;
	const shutDown = async (): Promise<void> => {
		if (signalledAt !== null) {
			if (performance.now() - signalledAt > repeatedSignalMs) process.exit(130);
			return;
		}
		signalledAt = performance.now();
		await running.close();
		process.exit(0);
	};
	for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void shutDown());
}

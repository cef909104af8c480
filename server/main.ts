/** The server as a process: `candor serve`. */
import { type Environment, readConfig } from './config/config.ts';
import { systemClock } from './core/clock.ts';
import { rescue } from './core/rescue.ts';
import { type Front, type Running, start } from './start.ts';

export interface Output {
	/** Prints a line for people on standard output. */
	print(line: string): void;
}

const standardOutput: Output = { print: (line) => void process.stdout.write(`${line}\n`) };

/**
 * Starts a server configured by the environment, and prints its address and, at the first start,
 * the operator token. SIGTERM and SIGINT shut it down. Throws CandorError with what to do when it
 * cannot start. `lastGood`: a damaged log is continued after its last good commit.
 */
export async function serve(
	environment: Environment,
	output: Output = standardOutput,
	front?: Front,
	lastGood = false,
): Promise<Running> {
	const config = readConfig(environment);
	if (lastGood) continueAfterDamage(config.data, output);
	const running = await start(config, front);
	const { address, candor } = running;
	if (candor.firstToken) {
		output.print(`Operator token (shown only once, store it safely): ${candor.firstToken.token}`);
		output.print(
			`Next: CANDOR_URL=${address} CANDOR_TOKEN=<the token> candor open "Checkout is failing" --impact major --component checkout --next-update 20m`,
		);
	}
	output.print(`Candor listens on ${address}`);
	shutDownOnSignal(running);
	return running;
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

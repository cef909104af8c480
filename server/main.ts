/** The server as a process: `candor serve`. */
import { type Environment, readConfig } from './config/config.ts';
import { type Front, type Running, start } from './start.ts';

export interface Output {
	/** One line for people, on standard output. */
	print(line: string): void;
}

const toStandardOutput: Output = { print: (line) => void process.stdout.write(`${line}\n`) };

/**
 * Starts a server as the environment says, prints its address, and the operator token when this is the first start.
 * SIGTERM and SIGINT end it in order. Throws CandorError with what to do when it cannot start.
 */
export async function serve(
	environment: Environment,
	output: Output = toStandardOutput,
	front?: Front,
): Promise<Running> {
	const running = await start(readConfig(environment), front);
	const { address, candor } = running;
	if (candor.firstToken) {
		output.print(`Operator token (shown this once, keep it safe): ${candor.firstToken.token}`);
		output.print(
			`Next: CANDOR_URL=${address} CANDOR_TOKEN=<the token> candor open "Checkout is failing" --impact major --component checkout --next-update 20m`,
		);
	}
	output.print(`Candor listens on ${address}`);
	endOnSignal(running);
	return running;
}

/** A terminal may send the same signal twice within a moment; whoever sends one later than that will not wait. */
const patienceMs = 1_000;

function endOnSignal(running: Running): void {
	let asked: number | null = null;
	const end = async (): Promise<void> => {
		if (asked !== null) {
			if (performance.now() - asked > patienceMs) process.exit(130);
			return;
		}
		asked = performance.now();
		await running.close();
		process.exit(0);
	};
	for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end());
}

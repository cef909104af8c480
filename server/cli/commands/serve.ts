/** `candor serve`: starts a server. Some of its environment variables also have an option. */
import type { Command } from 'commander';
import { CandorError } from '../../../src/model/errors.ts';
import { CliError } from '../cli-error.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import type { GlobalOptions } from '../settings.ts';
import { safeJson } from '../terminal-text.ts';

interface ServeOptions {
	readonly host?: string;
	readonly port?: string;
	readonly data?: string;
	readonly origins?: string;
	readonly workers?: string;
	readonly lastGood?: true;
}

export function addServe(program: Command, io: Io): void {
	program
		.command('serve')
		.summary('start a server')
		.description('Starts a server and prints its address when it is ready. Ctrl+C ends it.')
		.option('--host <address>', 'the address to listen on (CANDOR_HOST, 127.0.0.1)')
		.option('--port <number>', 'the port to listen on; 0 picks a free one (CANDOR_PORT, 8787)')
		.option('--data <folder>', 'the folder for all data (CANDOR_DATA, candor-data)')
		.option('--origins <list>', 'the web origins that may connect, separated by commas (CANDOR_ORIGINS)')
		.option('--workers <number>', 'more processes for streams, to use more cores (CANDOR_WORKERS, 0)')
		.option('--last-good', 'after damage: continue after the last good commit; the damaged file is kept')
		.addHelpText(
			'after',
			examples(
				'candor serve',
				'candor serve --port 9000 --data /var/lib/candor --origins https://shop.example.com',
			),
		)
		.action(async ({ host, port, data, origins, workers, lastGood }: ServeOptions, self: Command) => {
			// Imported only here, because no other command needs the server's code.
			const { serve } = await import('../../main.ts');
			const environment = {
				...io.environment,
				...(host !== undefined && { CANDOR_HOST: host }),
				...(port !== undefined && { CANDOR_PORT: port }),
				...(data !== undefined && { CANDOR_DATA: data }),
				...(origins !== undefined && { CANDOR_ORIGINS: origins }),
				...(workers !== undefined && { CANDOR_WORKERS: workers }),
			};
			const { json } = self.optsWithGlobals<GlobalOptions>();
			const print = (line: string): void => {
				if (!json) io.stdout.write(`${line}\n`);
			};
			const output = { print, isTerminal: io.stdout.isTTY };
			const { address, candor, firstTokenFile } = await serve(environment, output, undefined, lastGood).catch(
				throwUsageError,
			);
			if (!json) return;
			const firstToken = firstTokenFile === null ? (candor.firstToken?.token ?? null) : null;
			io.stdout.write(`${safeJson({ address, firstToken, firstTokenFile })}\n`);
		});
}

/** An invalid setting is wrong usage, because no server has refused anything yet. */
function throwUsageError(error: unknown): never {
	if (error instanceof CandorError && error.code === 'invalid')
		throw new CliError('usage', error.message, error.code, error.issues);
	throw error;
}

/** `candor serve`: starts a server. Everything it can be told is in the environment; the options come first. */
import type { Command } from 'commander';
import { CandorError } from '../../../src/model/errors.ts';
import { Failure } from '../exit.ts';
import { harmlessJson } from '../harmless.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import type { GlobalOptions } from '../settings.ts';

interface ServeOptions {
	readonly host?: string;
	readonly port?: string;
	readonly data?: string;
	readonly origins?: string;
	readonly workers?: string;
}

export function addServe(program: Command, io: Io): void {
	program
		.command('serve')
		.summary('start a server')
		.description('Starts a server and prints its address once it is ready. Ctrl+C ends it.')
		.option('--host <address>', 'where to listen (CANDOR_HOST, 127.0.0.1)')
		.option('--port <number>', 'where to listen; 0 takes a free one (CANDOR_PORT, 8787)')
		.option('--data <folder>', 'where everything is kept (CANDOR_DATA, candor-data)')
		.option('--origins <list>', 'the web origins that may use it, with commas between (CANDOR_ORIGINS)')
		.option('--workers <number>', 'how many more processes take readers, for more cores (CANDOR_WORKERS, 0)')
		.addHelpText(
			'after',
			examples(
				'candor serve',
				'candor serve --port 9000 --data /var/lib/candor --origins https://shop.example.com',
			),
		)
		.action(async ({ host, port, data, origins, workers }: ServeOptions, self: Command) => {
			// Loaded here alone: no other command needs the server's code.
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
			const { address, candor } = await serve(environment, { print }).catch(refuse);
			const token = candor.firstToken?.token ?? null;
			if (json) io.stdout.write(`${harmlessJson({ address, firstToken: token })}\n`);
		});
}

/** What is wrong in the environment is wrong usage here: there is no server yet that could have refused it. */
function refuse(error: unknown): never {
	if (error instanceof CandorError && error.code === 'invalid')
		throw new Failure('usage', error.message, error.code, error.issues);
	throw error;
}

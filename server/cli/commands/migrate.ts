/** `candor migrate`: moves a log between the embedded database and Postgres, without a request to a server. */
import type { Command } from 'commander';
import { readConfig } from '../../config/config.ts';
import { readSecret } from '../../config/secrets.ts';
import { createLogger } from '../../core/logger.ts';
import type { CopySummary } from '../../core/migrate/log-copy.ts';
import { databaseAddressProblem } from '../../core/postgres/database-address.ts';
import { CliError } from '../cli-error.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { openSession } from '../session.ts';

export function addMigrate(program: Command, io: Io): void {
	const migrate = program
		.command('migrate')
		.summary('move the log between the embedded database and Postgres')
		.description(
			'Copies every commit and every private record, compares the copy with the original by a hash, and keeps the identity of the log: pages notice nothing. Stop all servers before. CANDOR_DATABASE is the address of the Postgres database.',
		)
		.addHelpText(
			'after',
			examples(
				'candor migrate sqlite-to-postgres --data /var/lib/candor',
				'candor migrate postgres-to-sqlite --data new-folder',
			),
		);
	const subcommand = (
		name: string,
		summary: string,
		next: string,
		load: () => Promise<(move: Move) => Promise<CopySummary>>,
	): void => {
		migrate
			.command(name)
			.summary(summary)
			.option('--data <folder>', 'the server’s data folder (CANDOR_DATA, candor-data)')
			.addHelpText('after', examples(`candor migrate ${name} --data candor-data`))
			.action(async ({ data }: { readonly data?: string }, self: Command) => {
				const session = openSession(io, self);
				const move = {
					address: addressIn(io),
					folder: data ?? readConfig({ CANDOR_DATA: io.environment.CANDOR_DATA }).data,
					logger: createLogger('error'),
				};
				const summary = await (await load())(move);
				session.printResult(summary, () => [
					`Copied ${summary.commits} commits and ${summary.records} private records. The copy is equal: SHA-256 ${summary.hash}`,
					next,
				]);
			});
	};
	subcommand(
		'sqlite-to-postgres',
		'from a data folder into an empty database',
		'Next: start the servers with CANDOR_DATABASE. keys.json stays where it is. Keep candor.db until you have a backup.',
		async () => (await import('../../core/migrate/migrate.ts')).sqliteToPostgres,
	);
	subcommand(
		'postgres-to-sqlite',
		'from a database into an empty data folder',
		'Next: start one server without CANDOR_DATABASE, with this data folder.',
		async () => (await import('../../core/migrate/migrate.ts')).postgresToSqlite,
	);
}

interface Move {
	readonly address: string;
	readonly folder: string;
	readonly logger: ReturnType<typeof createLogger>;
}

function addressIn({ environment }: Io): string {
	const address = readSecret(environment, 'CANDOR_DATABASE');
	const problem = address === undefined ? 'It is not set.' : databaseAddressProblem(address);
	if (address !== undefined && problem === null) return address;
	throw new CliError('usage', `CANDOR_DATABASE names the Postgres database. ${problem}`);
}

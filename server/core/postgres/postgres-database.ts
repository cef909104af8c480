/** The connections of one server to its Postgres database. */
import type pg from 'pg';
import type { Logger } from 'pino';
import type { CandorError } from '../../../src/model/errors.ts';
import type { Clock } from '../clock.ts';
import { nameOf, placeOf } from './database-address.ts';
import type { Pg } from './load-pg.ts';
import { Outage } from './outage.ts';
import { isOutage, outageError, reasonOf, standbyError } from './postgres-errors.ts';

/** The most connections of a server, besides the one that listens. */
const maxConnections = 8;
/** How long an answer or a connection may take by default, milliseconds. */
const defaultAnswerMs = 5_000;
/** Postgres gives up before that, so that it does not go on with what is not waited for. */
const statementPart = 0.8;

/** How long the connections may take to end, milliseconds. */
const closeMs = 2_000;

/**
 * A weaker setting of the database would acknowledge what a crash loses; a stronger one, such as
 * `remote_apply`, stays.
 */
const durable = `select set_config('synchronous_commit', 'on', false)
	where current_setting('synchronous_commit') in ('off', 'local')`;

interface Statement {
	/** Prepared once per connection. */
	readonly name: string;
	readonly text: string;
	/** How long the answer may take, milliseconds. */
	readonly query_timeout?: number;
}

export interface DatabaseOptions {
	/** With the password. */
	readonly address: string;
	readonly clock: Clock;
	/** From 0 (inclusive) to 1 (exclusive). */
	readonly random: () => number;
	readonly logger: Logger;
	/**
	 * How long an answer or a connection may take, milliseconds, also where the network swallows
	 * everything. Default: 5 s.
	 */
	readonly answerMs?: number | undefined;
}

export class PostgresDatabase {
	/** For messages to everyone. */
	readonly name: string;
	/** With its host, for the operator who starts a server. */
	readonly place: string;
	readonly clock: Clock;
	readonly random: () => number;
	readonly logger: Logger;
	readonly #pool: pg.Pool;
	readonly #outage: Outage;
	/** Set while the database can only be read. */
	#standby: CandorError | null = null;
	#isOpen = false;
	readonly #connect: () => pg.Client;

	constructor({ Client, Pool }: Pg, options: DatabaseOptions) {
		const { address, clock, random, logger, answerMs = defaultAnswerMs } = options;
		const settings = {
			connectionString: address,
			application_name: 'candor',
			connectionTimeoutMillis: answerMs,
			keepAlive: true,
		};
		this.#connect = () => new Client(settings);
		const { host, port, database = '' } = new Client(settings);
		this.name = nameOf({ database });
		this.place = placeOf({ host, port, database });
		this.clock = clock;
		this.random = random;
		this.logger = logger;
		this.#outage = new Outage(clock, logger);
		this.#pool = new Pool({
			...settings,
			...{ max: maxConnections, idleTimeoutMillis: 30_000, query_timeout: answerMs },
			async onConnect(client) {
				// A connection can end between two statements of a transaction. The next one fails then.
				client.on('error', (error) => logger.debug({ err: error }, 'a connection has ended'));
				await client.query(`set statement_timeout = ${Math.round(answerMs * statementPart)}`);
				await client.query(durable);
			},
		});
		// A connection that waits for work has ended. The next query opens another one.
		this.#pool.on('error', (error) => logger.debug({ err: error }, 'an idle connection has ended'));
	}

	/** Why nothing can be written now, as far as is known; `null`: nothing is known to prevent it. */
	get refusal(): CandorError | null {
		return this.#outage.error ?? this.#standby;
	}

	/** When the database last answered, epoch milliseconds; `null`: it answers. */
	get lostAt(): number | null {
		return this.#outage.since;
	}

	/** The server serves readers from now on: that nothing answers is an outage, and no start. */
	noteOpened(): void {
		this.#isOpen = true;
	}

	/** Called with what the database says of itself. */
	noteReadOnly(isReadOnly: boolean): void {
		if (isReadOnly && !this.#standby) this.logger.warn(standbyError(this.name).message);
		if (!isReadOnly && this.#standby) this.logger.info('the database can be written again');
		this.#standby = isReadOnly ? standbyError(this.name) : null;
	}

	/** Runs one statement, which is one transaction. Throws the driver's error. */
	async query<Row extends object>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
		return this.#noting(async () => {
			const { rows } = await this.#pool.query<Row>({ ...statement, values: [...values] });
			return rows;
		});
	}

	/** Runs `act` in one transaction, which is rolled back if it throws. Throws the driver's error. */
	async transaction<Result>(act: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
		return this.withClient(async (client) => {
			await client.query('begin');
			const result = await act(client);
			await client.query('commit');
			return result;
		});
	}

	/** A connection for `act` alone. It is closed if `act` throws, which rolls back what is open. */
	async withClient<Result>(act: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
		return this.#noting(async () => {
			const client = await this.#pool.connect();
			let failure: unknown = new Error('not finished');
			try {
				const result = await act(client);
				failure = undefined;
				return result;
			} finally {
				client.release(failure !== undefined);
			}
		});
	}

	/** Resolves after `ms`, or earlier with `woken`. */
	async pause(ms: number, woken?: Promise<void>): Promise<void> {
		let cancel = (): void => undefined;
		const over = new Promise<void>((resolve) => {
			cancel = this.clock.after(ms, resolve);
		});
		await Promise.race(woken ? [over, woken] : [over]);
		cancel();
	}

	/** A connection outside the pool, which the caller ends. */
	newClient(): pg.Client {
		return this.#connect();
	}

	/** A connection that hangs must not keep a server from stopping. */
	async close(): Promise<void> {
		await this.pause(closeMs, this.#pool.end());
	}

	/** Called with an error that keeps this server from reading on. */
	noteFailure(error: unknown): void {
		if (this.#isOpen) this.#outage.failed(outageError(error, this.name), reasonOf(error));
	}

	async #noting<Result>(act: () => Promise<Result>): Promise<Result> {
		try {
			const result = await act();
			this.#outage.answered();
			return result;
		} catch (error) {
			if (isOutage(error)) this.noteFailure(error);
			throw error;
		}
	}
}

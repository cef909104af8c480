/**
 * Tells other servers of a commit and hears of theirs, by NOTIFY and LISTEN. It is a hint that saves a moment: a log
 * is read again and again without it, as on a standby and behind a pooler, where LISTEN does not
 * work.
 */
import type pg from 'pg';
import { backoffMs } from '../../../src/model/backoff.ts';
import type { PostgresDatabase } from './postgres-database.ts';
import { reasonOf } from './postgres-errors.ts';

const channel = 'candor_commits';
const notify = { name: 'candor-notify', text: `select pg_notify('${channel}', '')` } as const;

export class CommitNotifications {
	readonly #database: PostgresDatabase;
	readonly #onCommit: () => void;
	#client: pg.Client | null = null;
	#isDue = false;
	#announcing: Promise<void> | null = null;
	#failures = 0;
	#isClosed = false;
	#cancelTimer = (): void => undefined;
	#connecting: Promise<void>;

	constructor(database: PostgresDatabase, onCommit: () => void) {
		this.#database = database;
		this.#onCommit = onCommit;
		this.#connecting = this.#connect();
	}

	/** Whether a commit of another server is heard at once. */
	get isListening(): boolean {
		return this.#client !== null;
	}

	/** Sends one hint for all commits that were written while the one before was sent. */
	announce(): void {
		this.#isDue = true;
		this.#announcing ??= this.#sendHints().finally(() => {
			this.#announcing = null;
		});
	}

	/** The database did not answer, and this connection may hang where others have ended. */
	reconnect(): void {
		this.#client?.emit('error', new Error('the database did not answer'));
	}

	async close(): Promise<void> {
		this.#isClosed = true;
		this.#cancelTimer();
		await this.#connecting;
		await this.#announcing;
		await this.#end(this.#client);
	}

	async #sendHints(): Promise<void> {
		while (this.#isDue) {
			this.#isDue = false;
			// Without it, the other servers read a moment later.
			await this.#database.query(notify, []).catch(() => undefined);
		}
	}

	async #connect(): Promise<void> {
		const client = this.#database.newClient();
		let hasEnded = false;
		const onEnd = (error: unknown): void => {
			if (hasEnded) return;
			hasEnded = true;
			if (this.#client === client) this.#client = null;
			void this.#end(client);
			this.#retry(error);
		};
		client.on('error', onEnd);
		client.on('end', () => onEnd(new Error('the connection was closed')));
		client.on('notification', () => this.#onCommit());
		try {
			await client.connect();
			await client.query(`listen ${channel}`);
			if (hasEnded) return;
			this.#client = client;
			this.#failures = 0;
			// What was written before this moment was not heard.
			this.#onCommit();
		} catch (error) {
			onEnd(error);
		}
	}

	#retry(error: unknown): void {
		if (this.#isClosed) return;
		const { clock, random, logger } = this.#database;
		this.#failures++;
		if (this.#failures === 1)
			logger.debug({ reason: reasonOf(error) }, 'commits of other servers are not heard, only read');
		this.#cancelTimer = clock.after(backoffMs(this.#failures, random), () => {
			this.#connecting = this.#connect();
		});
	}

	/** A connection that hangs must not keep a server from stopping. */
	async #end(client: pg.Client | null): Promise<void> {
		if (!client) return;
		client.removeAllListeners('notification');
		const ended = client.end().catch(() => undefined);
		let cancel = (): void => undefined;
		const late = new Promise<void>((resolve) => {
			cancel = this.#database.clock.after(1_000, resolve);
		});
		await Promise.race([ended, late]);
		cancel();
	}
}

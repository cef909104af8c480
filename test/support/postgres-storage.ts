/** The log and the private store in a real Postgres database, as a server opens them. */
import pino, { type Logger } from 'pino';
import { systemClock } from '../../server/core/clock.ts';
import { openPostgres } from '../../server/core/postgres/postgres-storage.ts';
import type { Storage } from '../../server/core/storage.ts';

/** Closed after the test. */
export async function aPostgresStorage(
	context: { after(act: () => unknown): void },
	address: string,
	options: { logger?: Logger; restored?: boolean; answerMs?: number } = {},
): Promise<Storage> {
	const logger = pino({ level: 'silent' });
	const storage = await openPostgres({
		address,
		clock: systemClock,
		random: Math.random,
		logger,
		...options,
	});
	let closing: Promise<void> | undefined;
	const close = (): Promise<void> => {
		closing ??= storage.close();
		return closing;
	};
	context.after(close);
	return { ...storage, close };
}

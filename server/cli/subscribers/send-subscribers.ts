/** Sends the subscribers of a file to the server, in parts. */
import { createClient } from '../api/client.ts';
import { isObject, requireObject, requireObjects } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import { progressOn } from '../import/progress.ts';
import type { Session } from '../session.ts';
import { oneLine } from '../terminal-text.ts';
import type { DamagedLine } from './csv-rows.ts';
import type { SubscriberFile } from './csv-subscribers.ts';

/** The server accepts so many at once. */
const batchSize = 200;
/** So many addresses does the server ask to confirm. */
const perMinute = 30;

export interface ImportOutcome {
	added: number;
	/** Of the added: those that get an e-mail to confirm. */
	toConfirm: number;
	known: number;
	readonly repeated: number;
	/** Lines that were not imported, in their order. */
	refused: readonly DamagedLine[];
	/** When the last address is asked to confirm, ISO 8601; `null`: none is, or it is a dry run. */
	lastConfirmationAt: string | null;
	readonly perMinute: number;
}

interface Options {
	readonly consent?: string;
	readonly dryRun?: boolean;
}

/** Throws a CliError when the server cannot be reached; a repetition goes on from there. */
export async function sendSubscribers(
	session: Session,
	{ subscribers, damaged, repeated }: SubscriberFile,
	{ consent, dryRun = false }: Options,
): Promise<ImportOutcome> {
	const { io, settings, printProgress } = session;
	if (settings.profile !== null && !dryRun)
		printProgress(`Sending to ${settings.profile} (${settings.url.host}).`);
	// Named once, and not for each request.
	const client = createClient(io, { ...settings, profile: null }, printProgress);
	const outcome = {
		...{ added: 0, toConfirm: 0, known: 0, repeated, perMinute },
		...{ refused: [...damaged], lastConfirmationAt: null as string | null },
	};
	const count = Math.ceil(subscribers.length / batchSize);
	const progress = await progressOn(session.json ? undefined : io.terminal, count, printProgress);
	let done = 0;
	try {
		for (let from = 0; from < subscribers.length; from += batchSize) {
			const batch = subscribers.slice(from, from + batchSize);
			const body = {
				subscribers: batch.map(({ line: _, ...each }) => each),
				consent: consent ?? null,
				dryRun,
			};
			const answer = requireObject(
				await client.write({
					...{ method: 'POST', path: 'v1/subscribers/import', body },
					expectation: {
						isConfirmedBy: (result) => isObject(result) && result.dryRun === dryRun,
						statement: dryRun ? 'It was a dry run' : 'They are imported',
						checkWith: 'candor subscribers list',
					},
					// The same list again adds nothing.
					canRepeat: true,
					timeoutMs: 120_000,
				}),
			);
			outcome.added += countIn(answer.added);
			outcome.toConfirm += Number(answer.toConfirm);
			outcome.known += countIn(answer.known);
			for (const { place, reason } of requireObjects(answer, 'refused'))
				outcome.refused.push({ line: batch[Number(place)]?.line ?? 0, reason: oneLine(String(reason)) });
			if (typeof answer.lastConfirmationAt === 'string')
				outcome.lastConfirmationAt = dryRun ? null : answer.lastConfirmationAt;
			done += 1;
			progress.advance();
		}
	} catch (error) {
		throw interrupted(error, done * batchSize, subscribers.length);
	} finally {
		progress.stop(`${Math.min(done * batchSize, subscribers.length)} of ${subscribers.length}`);
	}
	outcome.refused.sort((one, other) => one.line - other.line);
	return outcome;
}

const countIn = (places: unknown): number => (Array.isArray(places) ? places.length : 0);

function interrupted(error: unknown, done: number, total: number): unknown {
	if (!(error instanceof CliError) || done === 0) return error;
	const sentence = `${error.message} ${done} of ${total} were sent. Run the same command again: it goes on from there.`;
	return new CliError(error.exit, sentence, error.code, error.issues);
}

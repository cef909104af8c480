/** Follows the stream for as long as it is wanted, over lost connections, restarts and drains, and misses nothing. */
import { CandorError } from '../../../src/model/errors.ts';
import type { ChangeFrame, Frame, SnapshotFrame } from '../../../src/model/wire/wire.ts';
import { reasonOf, unreachable } from '../answer.ts';
import { attempts } from '../client.ts';
import { Failure } from '../exit.ts';
import type { Session } from '../session.ts';
import { connect } from './connection.ts';

/** What comes of following: what the server says, and that it cannot be heard for a while. */
export type Heard =
	| { readonly name: 'snapshot'; readonly data: SnapshotFrame }
	| { readonly name: 'change'; readonly data: ChangeFrame }
	| { readonly name: 'lost'; readonly reason: string; readonly pauseMs: number };

/** Where this reader stands, and in which log: a cursor means nothing in another. */
interface Cursor {
	readonly site: string;
	readonly seq: number;
}

const longestPauseMs = 30_000;

/** Doubles from one second to thirty, spread so that many watchers do not return at once. */
export const pauseBefore = (failures: number, random: number): number =>
	Math.min(1000 * 2 ** Math.min(failures - 1, 10), longestPauseMs) * (0.5 + random / 2);

/**
 * Ends when `signal` aborts. Until something has been heard, it gives up with a Failure after a few attempts: the address
 * is probably wrong. Afterwards it never does; nor does it at all when `patient`.
 */
export async function* follow(
	{ io, client, url }: Session,
	signal: AbortSignal,
	patient = false,
): AsyncGenerator<Heard> {
	let known = null as Cursor | null;
	let everHeard = patient;
	const errors: unknown[] = [];
	while (!signal.aborted) {
		let reason = 'the server closed the connection';
		let retireMs = 0;
		try {
			const frames: AsyncGenerator<Frame> = connect(io, client, known?.seq ?? null, signal);
			for await (const frame of frames) {
				errors.length = 0;
				everHeard = true;
				if (frame.name === 'retire') {
					reason = 'the server is about to stop';
					retireMs = Math.min(frame.data.afterMs, longestPauseMs);
					break;
				}
				const { site, seq } = frame.data;
				// A change of another log, or on more than is known, cannot be laid on this state: begin anew with a snapshot.
				if (frame.name === 'change' && (known?.site !== site || frame.data.since > known.seq)) {
					reason = known?.site === site ? 'something was missed' : 'the server has begun a new log';
					known = null;
					break;
				}
				known = { site, seq };
				yield frame;
			}
			errors.push(new Error(reason));
		} catch (error) {
			if (signal.aborted) return;
			if (error instanceof Failure && error.exit !== 'unreachable' && !everHeard) throw error;
			if (error instanceof CandorError || (error instanceof Failure && error.code === 'bad-cursor'))
				known = null;
			errors.push(error);
			reason = reasonOf(error);
		}
		if (!everHeard && errors.length >= attempts) throw lastOf(errors) ?? unreachable(url, errors, null);
		const pauseMs = retireMs + pauseBefore(errors.length, io.random());
		yield { name: 'lost', reason, pauseMs };
		await io.sleep(pauseMs, signal);
	}
}

const lastOf = (errors: readonly unknown[]): Failure | undefined => {
	const last = errors.at(-1);
	return last instanceof Failure ? last : undefined;
};

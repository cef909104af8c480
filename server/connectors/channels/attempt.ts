/** One attempt to send something, which ends in time. */
import { CandorError } from '../../../src/model/errors.ts';
import type { Clock } from '../../core/clock.ts';
import type { SendResult } from './channel-kind.ts';

/** The longest time of one attempt, milliseconds. */
export const defaultTimeoutMs = 10_000;

/** What `send` throws counts as `failed`. `stopping`: aborts the attempt. */
export async function attempt(
	clock: Clock,
	timeoutMs: number,
	stopping: AbortSignal,
	send: (signal: AbortSignal) => Promise<SendResult>,
): Promise<SendResult> {
	const timeout = new AbortController();
	const cancel = clock.after(timeoutMs, () => timeout.abort());
	try {
		return await send(AbortSignal.any([stopping, timeout.signal]));
	} catch (error) {
		const late = `The receiver did not answer within ${timeoutMs / 1_000} seconds.`;
		return { type: 'failed', reason: timeout.signal.aborted ? late : failureOf(error) };
	} finally {
		cancel();
	}
}

/** Messages of the system have no address with its path, which may be a secret. */
function failureOf(error: unknown): string {
	if (error instanceof CandorError) return error.message;
	const { message = '', code = '' } = Object(error) as { readonly message?: string; readonly code?: string };
	return `The receiver cannot be reached: ${(message || code || 'the connection failed').slice(0, 200)}.`;
}

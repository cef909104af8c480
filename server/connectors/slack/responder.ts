/** Sends answers to the address that Slack names in a request: on Slack's own hosts, and no others. */
import type { Logger } from 'pino';
import { CandorError } from '../../../src/model/errors.ts';
import type { Clock } from '../../core/clock.ts';
import { attempt } from '../channels/attempt.ts';
import type { OutboundRequest } from '../channels/outbound-request.ts';
import { resultOf } from '../channels/post-result.ts';
import type { SlackMessage } from './message.ts';

const timeoutMs = 10_000;

interface Dependencies {
	readonly request: OutboundRequest;
	readonly origins: readonly string[];
	readonly clock: Clock;
	readonly logger: Logger;
	readonly stopping: AbortSignal;
}

export class Responder {
	readonly #dependencies: Dependencies;

	constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
	}

	/** Throws CandorError `invalid` for an address elsewhere. */
	assertAllowed(url: string): void {
		if (URL.canParse(url) && this.#dependencies.origins.includes(new URL(url).origin)) return;
		throw new CandorError('invalid', 'The address for the answer is not one of Slack. Nothing was done.');
	}

	/** Once: the operator sees the state at the next press, and in the console. */
	async send(url: string, message: SlackMessage): Promise<void> {
		const { request, clock, logger, stopping } = this.#dependencies;
		this.assertAllowed(url);
		const result = await attempt(clock, timeoutMs, stopping, async (signal) =>
			resultOf(
				await request({
					...{ url, body: JSON.stringify(message), signal },
					headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Candor' },
				}),
			),
		);
		if (result.type !== 'delivered') logger.warn({ reason: result.reason }, 'an answer did not reach Slack');
	}
}

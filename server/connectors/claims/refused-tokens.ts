/** Limits how often one address can guess a token. A good token costs nothing. */
import type { Context } from 'hono';
import { CandorError, type ErrorCode } from '../../../src/model/errors.ts';
import { KeyedTokenBuckets } from '../../core/token-bucket.ts';
import type { ApiEnv, Services } from '../../http/context.ts';
import { addressKey } from '../../streaming/admission/address.ts';
import { visitorAddress } from '../visitor-reports/report-body.ts';

/** So many at once, then one in five seconds. */
const refusalRate = { capacity: 20, tokensPerMs: 1 / 5_000 };
const maxAddresses = 50_000;
const guesses: readonly ErrorCode[] = ['claim-token-invalid', 'claim-token-expired', 'claim-other-remedy'];

export class RefusedTokens {
	readonly #services: Pick<Services, 'clock' | 'clientAddress'>;
	readonly #buckets = new KeyedTokenBuckets(refusalRate, maxAddresses);

	constructor(services: Pick<Services, 'clock' | 'clientAddress'>) {
		this.#services = services;
	}

	/** Reads a token and does what it asks for. Throws CandorError `too-many`, or what `use` throws. */
	async limit<Result>(context: Context<ApiEnv>, use: () => Promise<Result>): Promise<Result> {
		const { clock } = this.#services;
		const address = visitorAddress(context, this.#services);
		const key = address === null ? null : addressKey(address);
		if (key !== null && this.#buckets.available(key, clock.now()) < 1)
			throw new CandorError(
				'too-many',
				'Too many tokens of this address were refused. Try again in a minute.',
			);
		try {
			return await use();
		} catch (error) {
			if (key !== null && error instanceof CandorError && guesses.includes(error.code))
				this.#buckets.tryTake(key, clock.now());
			throw error;
		}
	}
}

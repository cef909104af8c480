import type { Environment } from '../environment.ts';
import { postToken } from './post-token.ts';

/**
 * `sold-out`, `spent`, `expired`: nothing is left of the offer. `refused`: a server answered and did
 * not accept the claim; `unreached`: no server answered.
 */
export type ClaimResult = 'claimed' | 'sold-out' | 'spent' | 'expired' | 'refused' | 'unreached';

/** Sends a claim that the host's server has signed. `source`: as in {@link Feed.source}. */
export const claimRemedy = (
	environment: Environment,
	source: string,
	remedy: string,
	token: string,
): Promise<ClaimResult> =>
	postToken(
		...([environment, source, `v1/remedies/${encodeURIComponent(remedy)}/claims`, token] as const),
		(status, { remedy: claimed, code }): ClaimResult | undefined => {
			if (status < 300 && claimed === remedy) return 'claimed';
			if (status < 400 || status >= 500) return undefined;
			const end = /^remedy-(sold-out|spent|expired)$/.exec(String(code))?.[1];
			return (end as ClaimResult | undefined) ?? 'refused';
		},
	);

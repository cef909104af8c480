import type { Environment } from '../environment.ts';
import { postToken } from './post-token.ts';

/**
 * `asked`: the customer had asked before. `refused`: a server answered and did not accept the
 * request; `unreached`: no server answered, or it has no room now. Nothing is sent later.
 */
export type ContactResult = 'sent' | 'asked' | 'refused' | 'unreached';

/** Sends a request for contact that the host's server has signed. `source`: as in {@link Feed.source}. */
export const requestContact = (
	environment: Environment,
	source: string,
	notice: string,
	token: string,
): Promise<ContactResult> =>
	postToken(
		...([environment, source, 'v1/contact-requests', token] as const),
		(status, { notice: about }): ContactResult | undefined => {
			if (status < 300 && about === notice) return status === 200 ? 'asked' : 'sent';
			return status < 400 || status === 429 || status >= 500 ? undefined : 'refused';
		},
	);

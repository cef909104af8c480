/** Where a browser gets its notifications: an address at a push service, which the browser has from there. */
import { addressProblem } from '../channels/outbound-request.ts';
import { browserServices } from './push-options.ts';

/** Which hosts are push services. Anyone may subscribe, so requests reach no other host. */
export class PushServices {
	readonly #patterns: readonly string[];

	/** `more`: hosts besides the ones of the browsers. */
	constructor(more: readonly string[]) {
		this.#patterns = [...browserServices, ...more];
	}

	/** Why an address cannot be one of a subscription; `null`: it can. */
	problemOf(endpoint: string): string | null {
		const problem = addressProblem(endpoint);
		if (problem) return problem;
		const { hostname } = new URL(endpoint);
		const isKnown = this.#patterns.some((pattern) =>
			pattern.startsWith('*.') ? hostname.endsWith(pattern.slice(1)) : hostname === pattern,
		);
		return isKnown
			? null
			: 'This host is no push service that the server knows. Add it to CANDOR_PUSH_SERVICES if it is one.';
	}
}

/** The push service of a subscription. */
export const serviceOf = (endpoint: string): string => new URL(endpoint).host;

/** Operators in Slack: members of the workspace who are in the configuration, and no others. */
import type { Role } from '../../../src/model/vocabulary.ts';
import type { Clock } from '../../core/clock.ts';
import type { Identities } from '../../core/sessions/identities.ts';
import type { SlackOptions } from './slack-options.ts';

export interface KnownOperator {
	/** The actor of the commits. */
	readonly actor: string;
	readonly role: Role;
	readonly person: string;
}

interface Dependencies {
	readonly options: Pick<SlackOptions, 'team' | 'operators'>;
	readonly identities: Identities;
	readonly clock: Clock;
}

export class SlackOperators {
	readonly #dependencies: Dependencies;

	constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
	}

	/** `null`: the member is no operator. */
	async find(user: string): Promise<KnownOperator | null> {
		const { options, identities, clock } = this.#dependencies;
		const found = options.operators.find((each) => each.user === user);
		if (!found) return null;
		const { identity } = await identities.signIn({
			...{ issuer: 'slack', subject: `${options.team}/${user}`, name: found.person, values: [] },
			signedInAt: new Date(clock.now()).toISOString(),
		});
		return { actor: identity.actor, role: found.role, person: found.person };
	}
}

export const unknownOperator = (user: string): string =>
	`You (${user.slice(0, 40)}) are no operator of this page, so nothing was done. An admin can add you to CANDOR_SLACK_OPERATORS.`;

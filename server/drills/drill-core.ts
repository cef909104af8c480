import type { Clock } from '../core/clock.ts';
import type { Core } from '../core/open-core.ts';
import { Identities } from '../core/sessions/identities.ts';
import type { DrillSystemOptions } from './drill-system.ts';
import { DrillTokens } from './drill-tokens.ts';

/** The core of a drill, whose operators are those of its server, with their tokens and sessions. */
export function withOperatorsOf(
	{ operators, player, sessions }: DrillSystemOptions,
	core: Core,
	clock: Clock,
	newId: () => string,
): Core {
	const { privateStore } = core;
	const tokens = new DrillTokens(operators, player, {
		...{ privateStore, clock, newId, environmentToken: null },
		identities: new Identities(privateStore, newId),
	});
	return { ...core, tokens, sessions };
}

import { timingSafeEqual } from 'node:crypto';
import { hashOf } from '../core/tokens/stored-tokens.ts';
import { type Operator, Tokens } from '../core/tokens/tokens.ts';
import type { DrillPlayer } from './drill-system.ts';

/**
 * The operators of a drill are those of the server, with the same roles. A token that is made inside
 * of a drill would be valid nowhere, so a drill refuses the routes for tokens (live-handler.ts).
 * The player of its scenario has a token in memory, which stands for the operator who started it.
 */
export class DrillTokens extends Tokens {
	readonly #operators: Tokens;
	readonly #player: DrillPlayer;

	constructor(operators: Tokens, player: DrillPlayer, own: ConstructorParameters<typeof Tokens>[0]) {
		super(own);
		this.#operators = operators;
		this.#player = player;
	}

	override operator(token: string | null): Promise<Operator> {
		if (token !== null && timingSafeEqual(hashOf(token), hashOf(this.#player.token)))
			return Promise.resolve(this.#player.operator);
		return this.#operators.operator(token);
	}

	override actorNames(): Promise<ReadonlyMap<string, string>> {
		return this.#operators.actorNames();
	}

	override ownerOf(actor: string): Promise<string | null> {
		return this.#operators.ownerOf(actor);
	}
}

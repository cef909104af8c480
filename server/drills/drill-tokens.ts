import { type Operator, Tokens } from '../core/tokens/tokens.ts';

/**
 * The operators of a drill are those of the server, with the same roles. A token that is made inside
 * of a drill would be valid nowhere, so a drill refuses the routes for tokens (live-handler.ts).
 */
export class DrillTokens extends Tokens {
	readonly #operators: Tokens;

	constructor(operators: Tokens, own: ConstructorParameters<typeof Tokens>[0]) {
		super(own);
		this.#operators = operators;
	}

	override operator(token: string | null): Promise<Operator> {
		return this.#operators.operator(token);
	}

	override actorNames(): Promise<ReadonlyMap<string, string>> {
		return this.#operators.actorNames();
	}

	override ownerOf(actor: string): Promise<string | null> {
		return this.#operators.ownerOf(actor);
	}
}

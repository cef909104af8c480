import type { Token } from 'markdown-it';
import { refuseToken } from './refusal.ts';

/**
 * Reads markdown-it's flat list of tokens, in which an opening token has a closing token further
 * on.
 */
export class TokenReader {
	readonly #tokens: readonly Token[];
	#index = 0;

	constructor(tokens: readonly Token[]) {
		this.#tokens = tokens;
	}

	/** The next token, which stays the next one; `undefined` at the end. */
	get next(): Token | undefined {
		return this.#tokens[this.#index];
	}

	/** Returns the next token and moves on. */
	read(): Token {
		const token = this.#tokens[this.#index++];
		return token ?? refuseToken('end');
	}

	/** Reads nodes up to the closing token, and the closing token itself. */
	readUntil<Node>(closing: string, readNode: (token: Token) => Node): Node[] {
		const nodes: Node[] = [];
		while (this.next && this.next.type !== closing) nodes.push(readNode(this.read()));
		this.read();
		return nodes;
	}
}

/**
 * The API of one drill and its console, below `/v1/drills/{id}/live`. The API needs an operator’s
 * token or session, or a token that lets a person watch this drill.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultKind } from '../../src/model/drills/scenario.ts';
import { CandorError } from '../../src/model/errors.ts';
import type { Clock } from '../core/clock.ts';
import { problemResponse } from '../core/problem.ts';
import type { Sessions } from '../core/sessions/sessions.ts';
import type { Tokens } from '../core/tokens/tokens.ts';
import { bearerTokenIn, sessionSecretIn } from '../http/session-cookie.ts';
import type { DrillSystem } from './drill-system.ts';
import type { ViewerTokens } from './viewer-tokens.ts';

export interface LiveHandlerOptions {
	readonly id: string;
	readonly system: DrillSystem;
	readonly mountPath: string;
	readonly tokens: Tokens;
	readonly sessions: Sessions;
	readonly clock: Clock;
	readonly viewerTokens: ViewerTokens;
	/** Counts a wrong token of the request's address. Throws CandorError `too-many`. */
	readonly recordFailure: (request: IncomingMessage) => void;
	/** Gets an error that is no refusal. */
	readonly onError: (error: unknown) => void;
}

/** A drill has the server's operators, so it has no tokens and no sign-in of its own. */
const refusedPaths = /^\/v1\/(?:tokens|session|sessions|sign-in)(?:[/?]|$)/;

const livePath = /^\/v1\/drills\/([\w-]{1,80})\/live(?=[/?]|$)/;

/** A path of the console in which nothing can be decoded or resolved to another path. */
const filePath = /^\/console(?:\/[\w-]+)*(?:\/\w[\w-]*(?:\.\w[\w-]*)*)?\/?(?=\?|$)/;

/**
 * A preflight carries no token, and its answer says nothing about the drill. Nor do the files of the
 * console, which are those of the server.
 */
const saysNothing = ({ method, url = '/' }: IncomingMessage): boolean =>
	method === 'OPTIONS' ||
	((method === 'GET' || method === 'HEAD') && filePath.test(url.replace(livePath, '')));

/** The id of the drill whose API a path belongs to; `null`: of none. */
export const drillOfPath = (path: string): string | null => livePath.exec(path)?.[1] ?? null;

export class LiveHandler {
	readonly #dependencies: LiveHandlerOptions;
	/** Unfinished answers to people who watch: streams, above all. */
	readonly #answers = new Set<ServerResponse>();
	/** Until then viewers are refused, epoch milliseconds. */
	#unavailableUntil = 0;

	constructor(dependencies: LiveHandlerOptions) {
		this.#dependencies = dependencies;
	}

	/** Answers a request whose URL is relative to the mount path. */
	async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { system, mountPath, onError } = this.#dependencies;
		try {
			if (!saysNothing(request)) await this.#admit(request, response);
			request.url = `${mountPath}${request.url}`;
			system.candor.handler(request, response);
		} catch (error) {
			if (!(error instanceof CandorError)) onError(error);
			const problem = problemResponse(error);
			response.writeHead(problem.status, Object.fromEntries(problem.headers));
			response.end(await problem.text());
		}
	}

	/** Throws CandorError when the request has no token for this drill and no session. */
	async #admit(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { id, tokens, sessions, clock, viewerTokens, recordFailure } = this.#dependencies;
		const { url = '/', headers, method } = request;
		if (refusedPaths.test(url.replace(livePath, '')))
			throw new CandorError('not-found', 'A drill has the tokens of its server. Manage them there.');
		const token = bearerTokenIn(headers.authorization) || null;
		const secret = token === null ? sessionSecretIn(headers.cookie) : null;
		// Whether a write comes from a page of this server is checked where it is carried out.
		if (secret !== null) return void (await sessions.find(secret, { isUse: false }));
		if (token === null || !viewerTokens.isViewerToken(token)) {
			await tokens.operator(token).catch((error: unknown) => {
				if (token !== null) recordFailure(request);
				throw error;
			});
			return;
		}
		if (!viewerTokens.accepts(token, id, clock.now())) {
			recordFailure(request);
			throw new CandorError(
				'unauthorized',
				'This link to the drill has expired, or it belongs to another drill. Ask for a new one.',
			);
		}
		if (method !== 'GET' && method !== 'HEAD')
			throw new CandorError('forbidden', 'With this link you can watch the drill, and change nothing.');
		if (clock.now() < this.#unavailableUntil)
			throw new CandorError('busy', 'The drill has made its server unavailable for a while.');
		// For the drill's API this is a visitor like any other.
		delete headers.authorization;
		delete headers.cookie;
		this.#answers.add(response);
		response.once('close', () => this.#answers.delete(response));
	}

	/** `forMs`: real time. */
	fault(kind: FaultKind, forMs: number): void {
		if (kind === 'unavailable') this.#unavailableUntil = this.#dependencies.clock.now() + forMs;
		this.close();
	}

	/** Cuts all unfinished answers to people who watch. */
	close(): void {
		for (const answer of this.#answers) answer.destroy();
		this.#answers.clear();
	}
}

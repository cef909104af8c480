/**
 * The identity provider (OpenID Connect): the authorization code flow with PKCE, state and nonce, by
 * openid-client. The library is loaded when it is first needed.
 */
import type { Configuration, IDToken, UserInfoResponse } from 'openid-client';
import type { Logger } from 'pino';
import { type BackoffLimits, backoffMs } from '../../../src/model/backoff.ts';
import { CandorError } from '../../../src/model/errors.ts';
import type { Clock } from '../../core/clock.ts';
import type { SignedInPerson } from '../../core/sessions/identities.ts';
import type { OpenIdRoles } from '../../core/sessions/openid-roles.ts';
import { explainedOpenIdError } from './openid-errors.ts';

export interface OpenIdOptions {
	/** As the provider writes it, such as `https://id.example.com`. */
	readonly issuer: string;
	readonly clientId: string;
	/** `null`: a public client, which PKCE alone protects. */
	readonly clientSecret: string | null;
	readonly roles: OpenIdRoles;
	/** What the console calls it. */
	readonly name: string;
}

/** What a browser keeps between the start of a sign-in and its end. */
export interface Checks {
	readonly state: string;
	readonly nonce: string;
	readonly verifier: string;
}

interface Dependencies {
	readonly clock: Clock;
	readonly logger: Logger;
	/** A number from 0 to 1, for the back-off. */
	readonly random: () => number;
}

const timeoutSeconds = 10;
/** While the provider cannot be reached, it is asked at most so often. */
const backoff: BackoffLimits = { minMs: 1_000, firstMs: 2_000, maxMs: 30_000 };

export class OpenIdProvider {
	readonly options: OpenIdOptions;
	readonly #dependencies: Dependencies;
	/** The discovery that is running or has succeeded. */
	#configuration: Promise<Configuration> | null = null;
	#failures = 0;
	#nextAttemptAt = Number.NEGATIVE_INFINITY;

	constructor(options: OpenIdOptions, dependencies: Dependencies) {
		this.options = options;
		this.#dependencies = dependencies;
	}

	/** Where the browser goes, and what it keeps. Throws CandorError `busy`. */
	async begin(redirectUri: string): Promise<{ readonly url: URL; readonly checks: Checks }> {
		const client = await import('openid-client');
		const configuration = await this.#discover();
		const verifier = client.randomPKCECodeVerifier();
		const checks = { state: client.randomState(), nonce: client.randomNonce(), verifier };
		const url = client.buildAuthorizationUrl(configuration, {
			redirect_uri: redirectUri,
			scope: this.options.roles.scope ?? 'openid profile',
			state: checks.state,
			nonce: checks.nonce,
			code_challenge: await client.calculatePKCECodeChallenge(verifier),
			code_challenge_method: 'S256',
		});
		return { url, checks };
	}

	/**
	 * The person that the provider names in its answer. `answer`: the URL that the browser was sent to,
	 * with the query. Throws CandorError `busy` or `unauthorized`.
	 */
	async finish(answer: URL, { state, nonce, verifier }: Checks): Promise<SignedInPerson> {
		const client = await import('openid-client');
		const configuration = await this.#discover();
		try {
			const tokens = await client.authorizationCodeGrant(configuration, answer, {
				expectedState: state,
				expectedNonce: nonce,
				pkceCodeVerifier: verifier,
			});
			const idToken = tokens.claims();
			if (!idToken) throw new CandorError('unauthorized', 'The identity provider sent no ID token.');
			const { claim } = this.options.roles;
			// Many providers send groups only as user info.
			const info =
				claim in idToken || !configuration.serverMetadata().userinfo_endpoint
					? undefined
					: await client.fetchUserInfo(configuration, tokens.access_token, idToken.sub);
			return this.#personOf(idToken, info);
		} catch (error) {
			throw this.#explained(error);
		}
	}

	#personOf(idToken: IDToken, info: UserInfoResponse | undefined): SignedInPerson {
		const claims: Readonly<Record<string, unknown>> = { ...info, ...idToken };
		const given = claims[this.options.roles.claim];
		const values = (Array.isArray(given) ? given : [given]).filter((each) => typeof each === 'string');
		const names = [claims.name, claims.preferred_username, claims.email];
		return {
			issuer: this.options.issuer,
			subject: idToken.sub,
			name: names.find((each): each is string => typeof each === 'string' && each.trim() !== '') ?? null,
			values,
			signedInAt: new Date(this.#dependencies.clock.now()).toISOString(),
		};
	}

	/** Asks the provider for its addresses, once, and again only after a failure and a wait. */
	#discover(): Promise<Configuration> {
		if (this.#configuration) return this.#configuration;
		const { clock, random } = this.#dependencies;
		if (clock.now() < this.#nextAttemptAt) throw unreachable(this.options.name);
		this.#configuration = this.#ask().then(
			(configuration) => {
				this.#failures = 0;
				return configuration;
			},
			(error: unknown) => {
				this.#configuration = null;
				this.#failures += 1;
				this.#nextAttemptAt = clock.now() + backoffMs(this.#failures, random, { limits: backoff });
				throw this.#explained(error);
			},
		);
		return this.#configuration;
	}

	async #ask(): Promise<Configuration> {
		const client = await import('openid-client');
		const { issuer, clientId, clientSecret } = this.options;
		const insecure = issuer.startsWith('http:') ? [client.allowInsecureRequests] : [];
		const authentication: import('openid-client').ClientAuth = (server, ...rest) => {
			// OpenID Connect Discovery 1.0, section 3: a provider that names no method has this one.
			const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
			const useBasic = methods.includes('client_secret_basic');
			if (clientSecret === null) return client.None()(server, ...rest);
			const authenticate = useBasic ? client.ClientSecretBasic : client.ClientSecretPost;
			return authenticate(clientSecret)(server, ...rest);
		};
		return client.discovery(new URL(issuer), clientId, undefined, authentication, {
			// The signature of the ID token is checked too, and not only the connection.
			execute: [client.enableNonRepudiationChecks, ...insecure],
			timeout: timeoutSeconds,
		});
	}

	#explained(error: unknown): CandorError {
		if (error instanceof CandorError) return error;
		const { code, message } = explainedOpenIdError(error);
		const { issuer, name } = this.options;
		this.#dependencies.logger.warn({ issuer, reason: message }, 'a sign-in at the identity provider failed');
		if (code === 'busy') return unreachable(name);
		return new CandorError(
			code,
			`The sign-in through ${name} failed: ${message}. Start again, or sign in with an operator token.`,
		);
	}
}

const unreachable = (name: string): CandorError =>
	new CandorError(
		'busy',
		`${name} cannot be reached now. Try again in a minute, or sign in with an operator token, which needs no other server.`,
	);

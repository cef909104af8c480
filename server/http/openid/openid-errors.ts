/** Errors of openid-client as a code and a reason that people can read. */

export interface OpenIdError {
	/** `busy`: the provider cannot be reached, or answers nothing that can be used. */
	readonly code: 'busy' | 'unauthorized';
	readonly message: string;
}

/** Codes of errors where the provider, and not the person, is the cause. */
const unreachableCodes: readonly string[] = [
	'OAUTH_TIMEOUT',
	'OAUTH_ABORT',
	'OAUTH_RESPONSE_IS_NOT_CONFORM',
	'OAUTH_RESPONSE_IS_NOT_JSON',
	'OAUTH_PARSE_ERROR',
	'OAUTH_MISSING_SERVER_METADATA',
	'OAUTH_INVALID_SERVER_METADATA',
];

const wrongClient =
	'it does not accept the id and the secret of this server. An admin must check CANDOR_OIDC_CLIENT_ID and CANDOR_OIDC_CLIENT_SECRET';

export function explainedOpenIdError(error: unknown): OpenIdError {
	if (!(error instanceof Error)) return { code: 'busy', message: 'unknown error' };
	const { code, error: reason } = error as { code?: unknown; error?: unknown };
	if (code === 'OAUTH_WWW_AUTHENTICATE_CHALLENGE' || reason === 'invalid_client')
		return { code: 'unauthorized', message: wrongClient };
	// The provider's own word, such as `access_denied` or `invalid_client`. Its description is text of
	// other people.
	if (typeof reason === 'string' && /^[\w.-]{1,60}$/.test(reason))
		return { code: reason === 'temporarily_unavailable' ? 'busy' : 'unauthorized', message: reason };
	// `fetch` throws a TypeError when there is no connection.
	const isUnreachable = error instanceof TypeError || unreachableCodes.includes(String(code));
	return { code: isUnreachable ? 'busy' : 'unauthorized', message: error.message };
}

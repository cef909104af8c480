/**
 * A real identity provider in a process of its own, for `identity-provider.ts`. It signs in the
 * account that `PUT /account` gave last, and asks for no password.
 */
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const { PORT, REDIRECT_URI, CLIENT_SECRET, CLAIMS_IN_ID_TOKEN } = process.env;
const issuer = `http://127.0.0.1:${PORT}`;
/** What the provider says next; `error`: it refuses. */
let account = { sub: 'unknown', name: null, groups: [], error: null };
/** By the id of the account, because a user info request has no session. */
const accounts = new Map();

const provider = new Provider(issuer, {
	clients: [
		{
			client_id: 'candor',
			client_secret: CLIENT_SECRET,
			redirect_uris: [REDIRECT_URI],
			grant_types: ['authorization_code'],
		},
	],
	claims: { openid: ['sub'], profile: ['name'], groups: ['groups'] },
	scopes: ['openid', 'profile', 'groups'],
	conformIdTokenClaims: CLAIMS_IN_ID_TOKEN !== 'yes',
	features: { devInteractions: { enabled: false } },
	pkce: { required: () => true },
	cookies: { keys: ['a key for tests'] },
	interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
	findAccount: (_context, sub) => ({ accountId: sub, claims: () => accounts.get(sub) }),
	async loadExistingGrant({ oidc }) {
		const grant = new oidc.provider.Grant({
			clientId: oidc.client.clientId,
			accountId: oidc.session.accountId,
		});
		grant.addOIDCScope('openid profile groups');
		await grant.save();
		return grant;
	},
});

async function readJson(request) {
	let text = '';
	for await (const chunk of request) text += chunk;
	return JSON.parse(text);
}

async function setAccount(request, response) {
	account = await readJson(request);
	accounts.set(account.sub, { sub: account.sub, name: account.name ?? undefined, groups: account.groups });
	response.end();
}

const answer = provider.callback();
createServer((request, response) => {
	if (request.method === 'PUT' && request.url === '/account') void setAccount(request, response);
	else if (request.url?.startsWith('/interaction/')) {
		const result = account.error ? { error: account.error } : { login: { accountId: account.sub } };
		void provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
	} else answer(request, response);
}).listen(Number(PORT), '127.0.0.1', () => process.stdout.write('ready\n'));

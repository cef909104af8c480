/** Sessions of the console, as a browser has them: a cookie, and the headers that browsers add. */
import assert from 'node:assert/strict';
import { type Answer, type TestServer, token } from './server.ts';

export const sessionCookie = '__Host-candor-session';

export interface TestSession {
	/** The value of the `Cookie` header. */
	readonly cookie: string;
	readonly secret: string;
	/** The answer to the sign-in. */
	readonly answer: Answer;
	/** Sends a request as a page of the server does. */
	send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

/** Signs in. `headers`: of the sign-in, such as the cookie of an earlier session. */
export async function aSession(
	server: TestServer,
	secretToken: string = token,
	headers: Record<string, string> = {},
): Promise<TestSession> {
	const answer = await signIn(server, secretToken, headers);
	assert.equal(answer.status, 201, answer.body?.detail);
	const [first = ''] = answer.headers.getSetCookie();
	const [cookie = ''] = first.split(';');
	const own = { ...fromOwnPage(server), cookie };
	return {
		cookie,
		secret: cookie.slice(sessionCookie.length + 1),
		answer,
		send: (method, path, body, more = {}) =>
			server.request(path, {
				method,
				headers: { ...own, ...(body !== undefined && { 'content-type': 'application/json' }), ...more },
				...(body !== undefined && { body: JSON.stringify(body) }),
			}),
	};
}

/** What a browser adds to a request of a page of the server. */
export const fromOwnPage = ({ url }: TestServer) => ({ origin: url, 'sec-fetch-site': 'same-origin' });

export const signIn = (
	server: TestServer,
	secretToken: unknown,
	headers: Record<string, string> = {},
): Promise<Answer> =>
	server.request('/v1/session', {
		method: 'POST',
		headers: { ...fromOwnPage(server), 'content-type': 'application/json', ...headers },
		body: JSON.stringify({ token: secretToken }),
	});

/** `candor sessions` against a real server: an admin sees who is signed in, and ends their sessions. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCli, startServer, token } from './harness.ts';

/** Signs in as the console does. Returns the cookie. */
async function signIn(url: string, secret: string): Promise<string> {
	const response = await fetch(`${url}/v1/session`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', origin: url },
		body: JSON.stringify({ token: secret }),
	});
	assert.equal(response.status, 201);
	return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

test('an admin lists who is signed in, and ends the sessions of one operator', async (context) => {
	const { url, candor, json } = await startServer(context);
	assert.match((await candor('sessions', 'list')).out, /^No operator is signed in/);
	const made = await json('token', 'create', 'Laptop', '--role', 'responder');
	const own = await signIn(url, token);
	const cookies = [await signIn(url, String(made.token)), await signIn(url, String(made.token))];
	const status = async (cookie: string): Promise<number> =>
		(await fetch(`${url}/v1/session`, { headers: { cookie, 'sec-fetch-site': 'same-origin' } })).status;
	assert.deepEqual(await Promise.all([own, ...cookies].map(status)), [200, 200, 200]);
	const { out } = await candor('sessions', 'list');
	assert.match(out, new RegExp(`^${made.id} +Laptop +2 sessions +signed in .+ last used`, 'm'));
	assert.match(out, /^environment +CANDOR_TOKEN +1 session /m);
	const ended = await candor('sessions', 'end', String(made.id));
	assert.equal(ended.code, 0, ended.err);
	assert.match(ended.out, /^Signed out everywhere/);
	assert.deepEqual(await Promise.all([own, ...cookies].map(status)), [200, 401, 401]);
	const again = await candor('sessions', 'end', String(made.id));
	assert.match(again.err, /is not signed in/);
	assert.equal(again.code, 5);
	assert.match((await candor('log')).out, /end-sessions/);
});

test('another role is refused, and nothing ends', async (context) => {
	const { url, json } = await startServer(context);
	const made = await json('token', 'create', 'Desk', '--role', 'publisher');
	const as = (...argv: string[]) => runCli(argv, { url, environment: { CANDOR_TOKEN: String(made.token) } });
	const results = [await as('sessions', 'list'), await as('sessions', 'end', 'environment')];
	assert.deepEqual(
		results.map(({ code }) => code),
		[4, 4],
	);
	for (const { err } of results) assert.match(err, /needs the role "admin"/);
});

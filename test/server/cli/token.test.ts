/** `candor token`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noon, runCli, startServer } from './harness.ts';

const dayMs = 86_400_000;

test('a token has a role, an owner and an expiry, and the list shows them and its last use', async (context) => {
	const { candor, json, url, clock } = await startServer(context);
	const made = await candor(
		'token',
		'create',
		'Laptop',
		'--role',
		'publisher',
		'--owner',
		'Operator A',
		'--expires',
		'90d',
	);
	assert.equal(made.code, 0, made.err);
	const [secret = ''] = made.out.split('\n');
	assert.match(secret, /^candor_[\w-]{43}$/);
	const list = async () => (await candor('token', 'list')).out;
	assert.match(
		await list(),
		/Laptop \(Operator A\) +publisher +created 12:00 UTC.*expires .*in 90 days.*never used$/m,
	);
	assert.ok(!(await list()).includes(secret));
	const use = () => runCli(['drafts'], { url, clock, environment: { CANDOR_TOKEN: secret } });
	assert.equal((await use()).code, 0);
	assert.match(await list(), /used this hour$/m);
	clock.now = noon + dayMs;
	assert.match(await list(), /last used after .*12:00 UTC \(24 h ago\)$/m);
	clock.now = noon + 90 * dayMs;
	assert.match(await list(), /EXPIRED/);
	const refused = await use();
	assert.equal(refused.code, 4);
	assert.match(refused.err, /expired at 2030-04-01T12:00:00.000Z/);
	const [{ id } = { id: '' }] = (await json('token', 'list')).tokens as { id: string }[];
	const rotated = await candor('token', 'rotate', id, '--expires', '1d');
	assert.equal(rotated.code, 0, rotated.err);
	assert.match(rotated.out, /^candor_[\w-]{43}\n/);
	assert.ok(!rotated.out.includes(secret));
	assert.match(await list(), /rotated/);
	assert.equal((await candor('token', 'create', 'x', '--expires', 'soon')).code, 2);
});

test('the last token of an admin is revoked only with --last-admin', async (context) => {
	const { candor, json, url } = await startServer(context);
	// The token of the harness is CANDOR_TOKEN, and so an admin that stays.
	const first = await json('token', 'create', 'first');
	assert.equal((await candor('token', 'revoke', String(first.id))).code, 0);
	assert.equal((await candor('token', 'revoke', String(first.id))).code, 5);

	const alone = await startServer(context, { token: null });
	assert.notEqual(alone.url, url);
	const secret = String(alone.firstToken);
	const as = (...argv: string[]) => runCli(argv, { url: alone.url, environment: { CANDOR_TOKEN: secret } });
	const [{ id } = { id: '' }] = JSON.parse((await as('token', 'list', '--json')).out).tokens;
	const refused = await as('token', 'revoke', id);
	assert.equal(refused.code, 6);
	assert.match(refused.err, /last token of an admin/);
	assert.equal((await as('token', 'revoke', id, '--last-admin')).code, 0);
	assert.equal((await as('token', 'list')).code, 4);
});

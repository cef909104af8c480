/** `candor components`, `candor page` and `candor token`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCli, startServer } from './harness.ts';

test('components and the page keep the fields that are not given', async (context) => {
	const { candor, json } = await startServer(context);
	await candor(
		'components',
		'set',
		'checkout',
		'--name',
		'Checkout',
		'--group',
		'Shop',
		'--description',
		'Paying',
	);
	const changed = await json('components', 'set', 'checkout', '--status', 'degraded');
	assert.equal(changed.name, 'Checkout');
	assert.equal(changed.group, 'Shop');
	assert.match(
		(await candor('components')).out,
		/^Degraded {2}checkout {2}Checkout {2}fixed status {2}Shop$/m,
	);
	assert.equal((await json('components', 'set', 'checkout', '--status', 'auto', '--group', '')).group, null);
	assert.deepEqual(await json('components', 'remove', 'checkout'), { id: 'checkout', removed: true });

	await candor('page', 'set', '--name', 'Example Shop', '--support-url', 'https://example.com/help');
	const page = await json('page', 'set', '--status-url', 'https://status.example.com');
	assert.equal(page.supportUrl, 'https://example.com/help');
	assert.match((await candor('page')).out, /Example Shop/);
});

test('each way to subscribe is set and removed separately', async (context) => {
	const { candor, json } = await startServer(context);
	const both = [
		'--subscribe',
		'email=https://example.com/email',
		'--subscribe',
		'rss=https://example.com/feed?a=b',
	];
	await candor('page', 'set', '--name', 'Example Shop', ...both);
	const { out } = await candor('page', 'set', '--support-url', 'https://example.com/help');
	assert.match(
		out,
		/^Updates by: {3}email https:\/\/example\.com\/email, rss https:\/\/example\.com\/feed\?a=b$/m,
	);
	const changed = await json(
		...'page set --subscribe email= --subscribe sms=https://example.com/sms'.split(' '),
	);
	assert.deepEqual(changed.subscribe, [
		{ by: 'rss', href: 'https://example.com/feed?a=b' },
		{ by: 'sms', href: 'https://example.com/sms' },
	]);
	const refused = await candor('page', 'set', '--subscribe', 'pigeon=https://example.com');
	assert.notEqual(refused.code, 0);
	assert.match(refused.err, /one of email, sms, rss, webhook, chat/);
	assert.match(
		(await candor('page', 'set', '--subscribe', 'rss=', '--subscribe', 'sms=')).out,
		/Updates by: {3}none/,
	);
});

test('a token is created, used, listed without its secret, and revoked', async (context) => {
	const { candor, json, url } = await startServer(context);
	const created = await json('token', 'create', 'Deploy pipeline');
	const environment = { CANDOR_TOKEN: String(created.token) };
	assert.equal((await runCli(['open', 'A notice'], { url, environment })).code, 0);
	const { out } = await candor('token', 'list');
	assert.match(out, /Deploy pipeline/);
	assert.ok(!out.includes(String(created.token)));
	assert.equal((await candor('token', 'revoke', String(created.id))).code, 0);
	assert.equal((await runCli(['open', 'A notice'], { url, environment })).code, 4);
});

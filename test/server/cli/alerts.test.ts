/** `candor alerts` and `candor rules` against a real server. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { noon, runCli, startServer } from './harness.ts';

const ruleFile = `name: Errors of the checkout
match:
  - { label: alertname, op: "=~", value: Checkout.* }
components: [checkout]
impact: major
title: Some payments fail
publish: true
`;
const alert = JSON.stringify({
	key: 'a',
	status: 'firing',
	summary: 'Errors',
	labels: { alertname: 'CheckoutErrors' },
});
const files: Readonly<Record<string, string>> = {
	'rule.yaml': ruleFile,
	'alert.json': alert,
	'secret.txt': 'a-secret-that-the-tool-has-made\n',
	'list.yaml': '- a\n- b\n',
	'broken.yaml': 'a: [',
	'deep.json': '['.repeat(100_000),
	'two.yaml': 'a: 1\n---\nb: 2\n',
};

async function aSetting(context: TestContext) {
	const server = await startServer(context);
	const readFile = async (path: string): Promise<string> => {
		const text = files[path];
		if (text === undefined) throw Object.assign(new Error('none'), { code: 'ENOENT' });
		return text;
	};
	const candor = (...argv: readonly string[]) =>
		runCli(argv, { url: server.url, clock: { now: noon }, io: { readFile } });
	assert.equal((await candor('components', 'set', 'checkout', '--name', 'Checkout')).code, 0);
	return { server, candor };
}

test('a tool is connected, its secret is shown once, and it is disconnected', async (context) => {
	const { server, candor } = await aSetting(context);
	const added = await candor('alerts', 'source', 'add', 'tool', '--kind', 'json');
	assert.equal(added.code, 0, added.err);
	const [, secret = ''] = /Secret: +(\S+)/.exec(added.out) ?? [];
	assert.match(added.out, /Address: http:\/\/127\.0\.0\.1:\d+\/v1\/alerts\/tool\n/);
	const send = (given: string) =>
		fetch(`${server.url}/v1/alerts/tool`, {
			method: 'POST',
			headers: { authorization: `Bearer ${given}` },
			body: alert,
		});
	assert.equal((await send(secret)).status, 202);
	const listed = await candor('alerts');
	assert.match(listed.out, /Automation is on\.\n\ntool {2}json {2}last message/);
	assert.ok(!listed.out.includes(secret));
	const other = await candor('alerts', 'source', 'secret', 'tool', '--secret-file', 'secret.txt');
	assert.equal(other.code, 0, other.err);
	assert.equal((await send('a-secret-that-the-tool-has-made')).status, 202);
	const { sources } = JSON.parse((await candor('alerts', '--json')).out);
	const removed = await candor('alerts', 'source', 'secret', 'tool', '--remove', sources[0].secrets[0].id);
	assert.equal(removed.code, 0, removed.err);
	assert.equal((await send(secret)).status, 401);
	assert.equal((await candor('alerts', 'source', 'remove', 'tool')).code, 0);
	assert.equal((await send('a-secret-that-the-tool-has-made')).status, 401);
	const missing = await candor('alerts', 'source', 'add', 'beat', '--kind', 'heartbeat');
	assert.match(missing.err, /needs "every"/);
	assert.equal(
		(await candor('alerts', 'source', 'add', 'beat', '--kind', 'heartbeat', '--every', '5m')).code,
		0,
	);
});

test('a rule is stored from a file, tested, shown, listed and removed', async (context) => {
	const { candor } = await aSetting(context);
	const stored = await candor('rules', 'add', 'checkout-errors', 'rule.yaml');
	assert.equal(stored.code, 0, stored.err);
	assert.match((await candor('rules', 'list')).out, /checkout-errors +publishes after 1m +any source/);
	const tested = await candor('alerts', 'test', 'alert.json', '--kind', 'json');
	assert.match(
		tested.out,
		/checkout-errors publishes a notice after 1m\n {2}Title: Some payments fail \(major\)/,
	);
	assert.equal((await candor('list', '--json')).out.includes('Some payments fail'), false);
	const shown = JSON.parse((await candor('rules', 'show', 'checkout-errors', '--json')).out);
	assert.deepEqual([shown.id, shown.openAfter, shown.publish], ['checkout-errors', '1m', true]);
	const dry = await candor('rules', 'add', 'other', 'rule.yaml', '--dry-run');
	assert.equal(dry.code, 0, dry.err);
	assert.equal((await candor('rules', 'show', 'other')).code === 0, false);
	assert.equal((await candor('rules', 'remove', 'checkout-errors')).code, 0);
	assert.match((await candor('rules', 'list')).out, /no rules/);
	for (const file of ['list.yaml', 'broken.yaml', 'deep.json', 'two.yaml', 'absent.yaml'])
		assert.match(
			(await candor('rules', 'add', 'r', file)).err,
			/file "(?:list|broken|two|absent)\.yaml"|file "deep\.json", line 1, column 41/,
			file,
		);
	assert.match((await candor('alerts', 'test', 'alert.json')).err, /--source/);
});

test('automation is switched off and on, and the status says so', async (context) => {
	const { candor } = await aSetting(context);
	assert.match((await candor('alerts', 'off')).out, /Automation is off/);
	assert.match((await candor('alerts')).out, /Automation is off/);
	assert.match((await candor('status')).out, /Automation: off/);
	assert.match((await candor('alerts', 'on')).out, /Automation is on/);
	assert.ok(!(await candor('status')).out.includes('Automation'));
	assert.match((await candor('log')).out, /switch-automation/);
});

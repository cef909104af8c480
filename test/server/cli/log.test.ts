/** `candor log`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from './harness.ts';

test('candor log says who changed what, with the values before and after', async (context) => {
	const server = await startServer(context);
	await server.candor('open', 'Checkout is down', '--id', 'down', '-m', 'We are **looking**.');
	await server.candor('edit', 'down', '--impact', 'major');
	const { out, code } = await server.candor('log');
	assert.equal(code, 0);
	const [edit = '', open = ''] = out.split(/^(?=open-notice)/m);
	assert.match(
		edit,
		/^edit-notice {2}12:00 UTC \(just now\) {2}seq 2\n {2}by CANDOR_TOKEN \(environment\), command line\n/,
	);
	assert.match(edit, /\n {2}notice down changed\n {4}impact: "minor" → "major"\n$/);
	assert.match(open, /\n {2}notice down created\n/);
	assert.match(open, /\n {4}title: "Checkout is down"\n/);
	assert.match(open, /\n {4}body: "We are looking\."\n/);
});

test('candor log marks the commits that lost words, and prints the redaction without them', async (context) => {
	const secret = 'hunter2-S3cret';
	const { candor, json } = await startServer(context);
	await candor('open', 'Checkout is down', '--id', 'down');
	const posted = await json('update', 'down', `The password is ${secret}.`);
	const [update] = posted.updates as { id: string }[];
	await candor('redact', update?.id ?? '', '--reason', 'A password.', '--yes');
	const { out, code } = await candor('log');
	assert.equal(code, 0);
	assert.doesNotMatch(out, new RegExp(secret));
	assert.match(out, /^post-update .* {2}seq 2\n.*\n {2}words removed by the redaction, seq 3\n/m);
	assert.match(out, /^redact-update .* {2}seq 3\n/m);
	assert.match(out, /\n {2}redaction \S+ created\n(?: {4}.*\n)*? {4}reason: "A password\."\n/);
	assert.equal(out.match(/words removed/g)?.length, 1);
	const lines = (await candor('log', '--json')).out.trimEnd().split('\n');
	assert.deepEqual(
		lines.map((line) => (JSON.parse(line) as { redactedBy: number[] }).redactedBy),
		[[], [3], []],
	);
});

test('candor log is filtered by notice, also by a retracted one, by actor, command and time', async (context) => {
	const server = await startServer(context);
	await server.candor('open', 'One', '--id', 'one');
	server.clock.now += 3_600_000;
	await server.candor('open', 'Two', '--id', 'two');
	await server.candor('retract', 'one', '--reason', 'A test.', '--yes');
	const commands = async (...argv: readonly string[]) => {
		const { out, err } = await server.candor('log', '--json', ...argv);
		assert.equal(err, '');
		return out
			.split('\n')
			.filter((line) => line !== '')
			.map((line) => JSON.parse(line).command);
	};
	assert.deepEqual(await commands(), ['retract', 'open-notice', 'open-notice']);
	assert.deepEqual(await commands('one'), ['retract', 'open-notice']);
	assert.deepEqual(await commands('tw'), ['open-notice']);
	assert.deepEqual(await commands('--actor', 'CANDOR_TOKEN', '--command', 'retract'), ['retract']);
	assert.deepEqual(await commands('--since', '30m'), ['retract', 'open-notice']);
	assert.deepEqual(await commands('--until', '30m'), ['open-notice']);
	assert.deepEqual(await commands('--limit', '1'), ['retract']);
	assert.equal((await server.candor('log', '--actor', 'no one')).out, 'No entries.\n');
	const wrong = await server.candor('log', '--since', 'yesterday');
	assert.equal(wrong.code, 2);
	assert.match(wrong.err, /Write how long ago, such as 2h or 30d/);
});

test('candor log --all reads every page', async (context) => {
	const server = await startServer(context);
	await server.candor('open', 'One', '--id', 'one');
	for (let index = 0; index < 110; index++)
		await fetch(`${server.url}/v1/components/api`, {
			method: 'PUT',
			headers: { authorization: 'Bearer operator-token-for-tests', 'content-type': 'application/json' },
			body: JSON.stringify({
				description: null,
				group: null,
				position: 0,
				status: null,
				name: `Name ${index}`,
			}),
		});
	const { out } = await server.candor('log', '--all', '--json');
	assert.equal(out.trimEnd().split('\n').length, 111);
	const limited = await server.candor('log', '--json');
	assert.equal(limited.out.trimEnd().split('\n').length, 50);
});

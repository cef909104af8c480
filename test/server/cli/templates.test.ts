/** Templates and the policy pack on the command line. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noon, runCli, startServer } from './harness.ts';

test('one line opens a notice from a template, and the next posts an update', async (context) => {
	const server = await startServer(context);
	const opened = await server.candor(
		...['open', '--template', 'outage', '--set', 'service=Checkout', '--component', 'checkout'],
	);
	assert.equal(opened.code, 0, opened.err);
	assert.match(opened.out, /^Published\. Customers now see:\n\n {2}Major impact · Checkout is not working\n/);
	assert.match(opened.out, /Also in: ar, de, es, fr, ja, pt/);
	const updated = await server.candor(
		...['update', '--template', 'outage', '--set', 'service=Checkout', '--phase', 'identified'],
	);
	assert.equal(updated.code, 0, updated.err);
	assert.match(updated.out, /We have found the cause and are working on a fix\./);
	const maintenance = await server.json(
		...['open', '--template', 'maintenance', '--set', 'service=Search', '--starts', '1h', '--ends', '2h'],
	);
	assert.equal(maintenance.kind, 'maintenance');
	assert.equal(maintenance.title, 'Maintenance of Search');
});

test('what is missing is named, and nothing is published', async (context) => {
	const server = await startServer(context);
	const cases: readonly [argv: readonly string[], code: number, message: RegExp][] = [
		[
			['open', '--template', 'outage'],
			1,
			/still needs: service \(.*\(on the command line: --set service=…\)/,
		],
		[['open', '--template', 'outage', '--set', 'service'], 2, /Write the name of a variable, "="/],
		[
			['open', '--template', 'outage', '--set', 'service=a', '--set', 'service=b'],
			2,
			/gives "service" twice/,
		],
		[['open', 'Title', '--set', 'service=a'], 2, /--set needs --template/],
		[['open', '--impact', 'major'], 2, /The title is missing\. Write in quotes/],
		[['open', '--template', 'no-such'], 5, /no template "no-such"/],
		[['templates', 'put', 'mine'], 2, /Name a file with --file, or a template to copy/],
		[['templates', 'put', 'mine', '--file', 'x.json'], 2, /"x\.json" cannot be read \(ENOENT\)/],
		[['templates', 'put', 'outage', '--copy', 'slow'], 1, /part of the policy pack/],
		[['templates', 'remove', 'outage'], 1, /part of the policy pack/],
	];
	for (const [argv, code, message] of cases) {
		const result = await server.candor(...argv);
		assert.match(result.err, message, argv.join(' '));
		assert.equal(result.code, code, argv.join(' '));
	}
	assert.deepEqual((await server.json('list')).notices, []);
});

test('a template is copied, listed, shown, stored from a file, used and removed', async (context) => {
	const server = await startServer(context);
	const copied = await server.candor('templates', 'put', 'ours', '--copy', 'slow', '--name', 'Ours');
	assert.equal(copied.code, 0, copied.err);
	const list = await server.candor('templates', 'list');
	assert.match(list.out, /^ours +incident +Ours +\{service\} +own\noutage +incident/);
	assert.match(list.out, /security-note +assurance +Security note +\{topic\} +policy pack/);
	const shown = await server.candor('templates', 'show', 'ours');
	assert.match(shown.out, /Variable: service: What is affected/);
	assert.match(shown.out, /\nresolved: \{service\} is working normally again/);
	assert.match(
		shown.out,
		/Languages: en, ar, de, es, fr, ja, pt\nUse: candor open --template ours --set service=…/,
	);
	const { bodies: _, ...template } = await server.json('templates', 'show', 'ours');
	const file = JSON.stringify({
		...template,
		bodies: { investigating: 'We look at {service}.' },
		translations: {},
	});
	const stored = await runCli(['templates', 'put', 'ours', '--file', 'ours.json'], {
		url: server.url,
		clock: { now: noon },
		io: { readFile: async () => file },
	});
	assert.equal(stored.code, 0, stored.err);
	assert.match(stored.out, /investigating: We look at \{service\}\./);
	const dry = await server.candor('open', '--template', 'ours', '--set', 'service=Search', '--dry-run');
	assert.match(dry.out, /We look at Search\./);
	const removed = await server.candor('templates', 'remove', 'ours');
	assert.equal(removed.out, 'Removed the template "ours".\n');
});

test('the policy pack is explained, and printed as a file that the server accepts', async (context) => {
	const server = await startServer(context, { pack: 'healthcare' });
	const { out } = await server.candor('pack');
	assert.match(out, /^Healthcare {2}healthcare\n/);
	assert.match(out, /The server enforces:\n {2}- Each open incident has a time for its next update\./);
	assert.match(out, /It expects of you:\n/);
	const file = JSON.parse((await server.candor('pack', '--as-file')).out) as { name: string };
	assert.equal(file.name, 'healthcare');
	const without = await startServer(context, { pack: null });
	assert.match((await without.candor('pack')).err, /no policy pack\. Set CANDOR_PACK/);
});

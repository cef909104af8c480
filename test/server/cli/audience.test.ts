/** Audience, author and languages of a notice, from the command line. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCli, startServer } from './harness.ts';

test('the audience comes from options and is printed as text', async (context) => {
	const { candor, json } = await startServer(context);
	const { code, out, err } = await candor(
		...['open', 'Exports are slow', '--audience', 'plan=pro,team', '--audience', 'region=eu'],
		...['--route', '/reports', '--route', '/exports', '--signed-in', '--percentage', '20'],
		...['--not-affected', 'You are not affected.', '--more-url', 'https://example.com/more'],
		...['--not-dismissible', '--reporting', '--author', 'Data team', '--language', 'en-GB'],
	);
	assert.equal(code, 0, err);
	assert.match(
		out,
		/Only for: plan pro or team · region eu · on \/reports or \/exports · signed in · 20 % of browsers/,
	);
	assert.match(out, /All other visitors read: You are not affected\./);
	assert.match(out, /More: https:\/\/example\.com\/more/);
	assert.match(out, /Visitors cannot close it/);
	assert.match(out, /Visitors are asked whether they are affected/);
	const shown = await json('show');
	assert.deepEqual(shown.audience, {
		attributes: { plan: ['pro', 'team'], region: ['eu'] },
		routes: ['/reports', '/exports'],
		signedIn: true,
		percentage: 20,
	});
	assert.deepEqual([shown.dismissible, shown.reporting, shown.language], [false, true, 'en-GB']);
	assert.match((await candor('show')).out, /Data team, Investigating/);
});

test('an edit clears each of these fields', async (context) => {
	const { candor, json } = await startServer(context);
	await candor(
		...['open', 'Exports are slow', '--signed-out', '--not-affected', 'You are not.'],
		...['--more-url', 'https://example.com/more', '--not-dismissible', '--reporting'],
	);
	const before = await json('show');
	assert.equal((before.audience as { signedIn: boolean }).signedIn, false);
	const { code, err } = await candor(
		...['edit', '--no-audience', '--no-not-affected', '--no-more-url', '--dismissible', '--no-reporting'],
	);
	assert.equal(code, 0, err);
	const { audience, notAffected, moreUrl, dismissible, reporting } = await json('show');
	assert.deepEqual([audience, notAffected, moreUrl, dismissible, reporting], [null, null, null, true, false]);
});

test('contradictory or invalid audiences are refused before a request is sent', async (context) => {
	const { candor } = await startServer(context);
	for (const [options, sentence] of [
		[['--audience', 'plan'], /such as plan=pro,team/],
		[['--audience', 'plan=pro,'], /such as plan=pro,team/],
		[['--audience', '=pro'], /such as plan=pro,team/],
		[['--route', 'checkout'], /begins with "\/"/],
		[['--percentage', '120'], /0 to 100/],
		[['--percentage', 'few'], /0 to 100/],
		[['--signed-in', '--signed-out'], /exclude each other/],
	] as const) {
		const { code, err } = await candor('open', 'A notice', ...options);
		assert.equal(code, 2, options.join(' '));
		assert.match(err, sentence);
	}
	const { code, err } = await candor('edit', 'n1', '--no-audience', '--route', '/a');
	assert.equal(code, 2);
	assert.match(err, /shows it to all visitors/);
	const tag = await candor('open', 'A notice', '--language', 'German');
	assert.equal(tag.code, 1);
	assert.match(tag.err, /language tag/);
});

test('translations come from a file, for a notice and for an update', async (context) => {
	const { url, clock, json } = await startServer(context);
	const files: Record<string, string> = {
		'notice.json': JSON.stringify({ de: { title: 'Bezahlen ist gestört', body: 'Wir sehen nach.' } }),
		'update.json': JSON.stringify({ de: '**Gefunden**.' }),
		'broken.json': '{"de"',
		'list.json': '["de"]',
	};
	const readFile = async (path: string): Promise<string> => {
		const text = files[path];
		if (text !== undefined) return text;
		throw Object.assign(new Error('none'), { code: 'ENOENT' });
	};
	const candor = (...argv: string[]) => runCli(argv, { url, clock, io: { readFile } });
	const opened = await candor(
		'open',
		'Checkout is failing',
		'-m',
		'Looking.',
		'--translations',
		'notice.json',
	);
	assert.equal(opened.code, 0, opened.err);
	assert.match(opened.out, /Also in: de/);
	for (const argv of [
		['update', 'The cause is found.', '--author', 'Network team'],
		['resolve', 'All is well.'],
		['reopen', 'Not quite.'],
	])
		assert.equal((await candor(...argv, '--translations', 'update.json')).code, 0);
	const updates = (await json('show')).updates as { author: string | null; translations: object }[];
	assert.deepEqual(
		updates.map(({ author, translations }) => [author, Object.keys(translations)]),
		[
			[null, ['de']],
			[null, ['de']],
			['Network team', ['de']],
			[null, ['de']],
		],
	);
	assert.equal((await candor('edit', '--no-translations')).code, 0);
	assert.deepEqual((await json('show')).translations, {});
	for (const [file, sentence] of [
		['missing.json', /cannot be read \(ENOENT\)/],
		['broken.json', /does not contain translations/],
		['list.json', /does not contain translations/],
	] as const) {
		const { code, err } = await candor('edit', '--translations', file);
		assert.equal(code, 2);
		assert.match(err, sentence);
	}
});

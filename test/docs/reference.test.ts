/** The reference holds what the code holds: frames, error codes, routes, variables, custom properties, recipes, paths. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { createParser } from 'eventsource-parser';
import pino from 'pino';
import { readConfig } from '../../server/config/config.ts';
import { createCandor } from '../../server/index.ts';
import { errorCodes } from '../../src/model/errors.ts';
import { encodeFrame } from '../../src/model/wire/frame-text.ts';
import type { Frame } from '../../src/model/wire/frames.ts';
import { readFrame } from '../../src/model/wire/read-frames.ts';
import { documents, filesIn, readDocument, readText } from './documents.ts';

test('the frames in the protocol are what the server writes and what a client reads', () => {
	const blocks = readDocument('docs/reference/protocol.md').blocks.filter(
		({ info }) => info === 'text/event-stream',
	);
	assert.equal(blocks.length, 2);
	const bytes = blocks.map(({ code }) => code).join('');
	let written = '';
	const parser = createParser({
		onEvent({ event = '', data }) {
			const frame = readFrame(event, data);
			const given = JSON.parse(data);
			assert.deepEqual(frame?.data, given);
			written += encodeFrame({ name: event, data: given } as Frame);
		},
	});
	parser.feed(bytes);
	assert.equal(written, bytes);
});

test('the protocol lists every error code', () => {
	const { spans } = readDocument('docs/reference/protocol.md');
	for (const code of errorCodes) assert.ok(spans.includes(code), code);
});

test('the environment variables are those that the server and the command line read', () => {
	const names = (text: string): string[] =>
		[...new Set(text.match(/\bCANDOR_[A-Z_]+/g))].filter((name) => !name.endsWith('_')).sort();
	const files = [
		'config/config.ts',
		'config/assistant.ts',
		'config/backups.ts',
		'config/contact.ts',
		'config/email.ts',
		'config/openid.ts',
		'config/origins-hook.ts',
		'config/push.ts',
		'config/slack.ts',
		'cli/settings.ts',
	].map((name) => `server/${name}`);
	const read = files.map(readText).join('\n');
	assert.deepEqual(names(readText('docs/reference/environment.md')), names(read));
});

test('each default in the table of environment variables is the one that the server uses', () => {
	const rows = [
		...readText('docs/reference/environment.md').matchAll(/^\| `(CANDOR_\w+)` +\| `([^`]+)` +\|/gm),
	];
	assert.ok(rows.length > 10, `${rows.length} defaults were found`);
	// Without them the variables about reports, e-mails and the assistant have no effect.
	const base = {
		...{ CANDOR_BACKUP_RECIPIENTS: 'plaintext', CANDOR_BACKUP_TARGET: '/srv/backups' },
		...{ CANDOR_REPORTS: 'on', CANDOR_PUBLIC_URL: 'https://status.example.com' },
		...{ CANDOR_SMTP_URL: 'smtp://127.0.0.1', CANDOR_EMAIL_FROM: 'status@example.com' },
		...{ CANDOR_ASSISTANT_URL: 'https://api.example.com/v1', CANDOR_ASSISTANT_MODEL: 'small-1' },
	};
	for (const [, name = '', value = ''] of rows)
		assert.deepEqual(readConfig({ ...base, [name]: value }), readConfig(base), name);
});

test('every variable in a document is read somewhere', () => {
	const code = ['server', 'scripts', 'test', 'demo']
		.flatMap((folder) => filesIn(folder, '.ts', '.mjs'))
		.map(readText)
		.join('\n');
	for (const { path, text } of documents)
		for (const [name] of text.matchAll(/\b(?:CANDOR|AWS|NPM)_[A-Z_]+/g))
			assert.ok(code.includes(name), `${path}: ${name}`);
});

test('the HTTP API lists every route and nothing else', async (context) => {
	const candor = await createCandor({ data: null, logger: pino({ level: 'silent' }) });
	const server = createServer(candor.handler).listen(0, '127.0.0.1');
	await once(server, 'listening');
	context.after(async () => {
		server.close();
		await candor.close();
	});
	const { port } = server.address() as AddressInfo;
	const response = await fetch(`http://127.0.0.1:${port}/v1/openapi.json`, {
		headers: { connection: 'close' },
	});
	const { paths } = (await response.json()) as {
		paths: Record<string, Record<string, { security?: unknown[] }>>;
	};
	const routes = Object.entries(paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(
			([method, { security }]) => `${method.toUpperCase()} ${path} ${security?.length ? 'yes' : '–'}`,
		),
	);
	const listed = [
		...readText('docs/reference/http-api.md').matchAll(/^\| `([A-Z]+ \/\S+)` +\| (yes|–)/gm),
	].map(([, route, token]) => `${route} ${token}`);
	// These are files, which OpenAPI does not describe, and the description itself.
	const files =
		/^GET \/(?:candor\.js|console|feed|calendar|badge|notices|promises|report|locales|themes|THIRD-PARTY-NOTICES|v1\/openapi\.json)/;
	assert.deepEqual(listed.filter((route) => !files.test(route)).sort(), routes.sort());
});

test('the settings of the service worker are those that it reads', () => {
	const read = readText('src/service-worker/settings.ts').matchAll(/(?:text|list|addresses)\('([a-z]+)'/g);
	const rows = readText('docs/how-to/service-worker.md').matchAll(/^\| `([a-z]+)` /gm);
	const names = (found: Iterable<RegExpMatchArray>) => [...found].map(([, name]) => name).sort();
	assert.deepEqual(names(rows), names(read));
});

test('the sizes are the limits that the size check uses', () => {
	const numbers = (found: Iterable<RegExpMatchArray>) =>
		[...found].map(([, number = '']) => Number(number.replace(/[,_]/g, ''))).sort();
	const limits = readText('scripts/size-limits.mjs').matchAll(/limit: ([\d_]+),/g);
	const listed = readText('docs/reference/sizes.md').matchAll(
		/^\| (?:`[^`]+`|application|console) +\| ([\d,]+) /gm,
	);
	assert.deepEqual(numbers(listed), numbers(limits));
});

test('every custom property of the elements is in the theming guide', () => {
	const { spans } = readDocument('docs/how-to/theming.md');
	for (const source of filesIn('src/elements', '.ts'))
		for (const [, name = ''] of readText(source).matchAll(/var\((--candor-[a-z-]+)/g))
			if (!name.endsWith('-')) assert.ok(spans.includes(name), `${source}: ${name}`);
});

test('the recipes for frameworks are parts of pages that are tested', () => {
	const lines = (text: string) => text.split('\n').map((line) => line.trim());
	const recipes = readDocument('docs/how-to/frameworks.md').blocks.filter(({ info }) =>
		/ \S+\.\w+$/.test(info),
	);
	assert.equal(recipes.length, 7);
	for (const { info, code } of recipes) {
		const path = info.split(' ')[1] ?? '';
		const tested = lines(readText(`test/hosts/${path}`));
		for (const line of lines(code)) assert.ok(tested.includes(line), `${path}: ${line}`);
	}
});

test('every path of the repository in a document exists', () => {
	for (const { path, spans } of documents)
		for (const span of spans)
			if (/^(?:src|server|test|scripts|docs|bench|demo)\/[\w./-]+$/.test(span) && !span.includes('TAG'))
				assert.ok(existsSync(span), `${path}: ${span}`);
});

test('every npm script in a document exists', () => {
	const { scripts } = JSON.parse(readText('package.json')) as { scripts: Record<string, string> };
	for (const { path, text } of documents)
		for (const [, name = ''] of text.matchAll(/npm run ([a-z:]+)/g))
			assert.ok(scripts[name], `${path}: ${name}`);
});

test('the guide to mounting lists every option of createCandor', () => {
	const sources = ['server/candor-options.ts', 'server/streaming/streaming-options.ts']
		.map(readText)
		.join('');
	// Only options may be missing; what createCandor returns is not.
	const options = [...sources.matchAll(/^\treadonly (\w+)\?:/gm)].map(([, name = '']) => name);
	assert.ok(options.length > 25);
	const { spans } = readDocument('docs/how-to/mount.md');
	for (const option of options) assert.ok(spans.includes(option), option);
});

test('the table of decisions has every decision once, by date and number', () => {
	const table = readText('docs/decisions/README.md');
	const rows = [...table.matchAll(/^\| (\d{4}-\d\d-\d\d) \| \[[^\]]+\]\((\d{4}-[\w-]+\.md)\)/gm)];
	const listed = rows.map(([, date, file]) => `${date} ${file}`);
	assert.deepEqual(listed, [...listed].sort());
	const files = filesIn('docs/decisions', '.md').map((path) => path.split('/').at(-1) ?? '');
	const records = files.filter((file) => /^\d{4}-/.test(file));
	assert.deepEqual(rows.map(([, , file = '']) => file).sort(), records);
});

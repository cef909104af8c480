/** No output contains a control sequence from a server or an operator. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { oneLine, safeJson, sanitize } from '../../../server/cli/terminal-text.ts';
import { listen, runCli, startServer } from './harness.ts';

const hostile = '\u001b]0;owned\u0007\u001b[2J\u009b31m\u202eevil\u2066\u007f\rback\u0000\u2028';
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not be printed
const dangerous = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;

/** A fake server whose texts contain escape sequences that would control a terminal. */
const hostileServer = (
	...[context]: Parameters<typeof listen> extends [infer First, ...unknown[]] ? [First] : never
) =>
	listen(context, (request, response) => {
		const { pathname } = new URL(request.url ?? '', 'http://localhost');
		const rich = [{ type: 'paragraph', children: [{ type: 'text', text: hostile }] }];
		const at = '2030-01-01T12:00:00.000Z';
		const update = { at, body: rich, phase: hostile, impact: hostile, affected: [] };
		const notice = {
			id: 'n1',
			seq: 1,
			kind: hostile,
			title: `${hostile}\nNotice:  forged`,
			phase: hostile,
			impact: hostile,
			affected: [{ component: hostile, status: hostile }],
			unaffected: [hostile],
			workaround: rich,
			actions: [hostile],
			checklist: [hostile],
			dataSafety: { state: hostile, statement: rich, evidence: rich, approvedBy: hostile, asOf: at },
			openedAt: at,
			updatedAt: at,
			latestUpdate: 1,
			updates: [{ id: 'u1', notice: 'n1', number: 1, ...update }],
		};
		const component = {
			id: hostile,
			seq: 1,
			name: hostile,
			group: hostile,
			currentStatus: hostile,
			position: 0,
		};
		const problem = { code: hostile, detail: hostile, issues: [{ path: hostile, message: `!${hostile}` }] };
		const bodies: Record<string, object> = {
			'/v1/notices': { seq: 1, notices: [notice] },
			'/v1/notices/n1': notice,
			'/v1/components': { seq: 1, components: [component] },
			'/v1/page': {
				...{ seq: 1, name: hostile, statusUrl: hostile, supportUrl: hostile },
				subscribe: [{ by: hostile, href: hostile }, hostile],
			},
			'/v1/tokens': { tokens: [{ id: hostile, name: hostile, createdAt: hostile }] },
		};
		const isWrite = request.method !== 'GET';
		response.writeHead(isWrite ? 422 : 200, { 'content-type': 'application/json' });
		response.end(JSON.stringify(isWrite ? problem : bodies[pathname]));
	});

const commands = [
	'list',
	'list --all',
	'show',
	'components',
	'page',
	'token list',
	'update -m news',
	'token create x',
];
for (const line of commands.flatMap((command) => [command, `${command} --json`]))
	test(`candor ${line} prints no control sequence of the server`, async (context) => {
		const { out, err } = await runCli(line.split(' '), { url: await hostileServer(context) });
		assert.ok(out + err !== '');
		assert.doesNotMatch(out + err, dangerous);
		assert.doesNotMatch(out + err, /^Notice: {2}forged/m);
	});

test('progress messages are sanitized', async (context) => {
	const server = await startServer(context);
	server.fault = (request, response) => {
		if (request.method !== 'GET') return false;
		response.writeHead(400).end(JSON.stringify({ code: 'invalid', detail: hostile }));
		return true;
	};
	const { code, err } = await server.candor('open', 'Checkout is failing');
	assert.equal(code, 0);
	assert.match(err, /evil/);
	assert.doesNotMatch(err, dangerous);
});

test('arguments in error messages are sanitized', async () => {
	const { err } = await runCli(['show', hostile], { url: 'http://127.0.0.1:9' });
	assert.doesNotMatch(err, dangerous);
});

test('control characters are replaced in any text, and other characters are kept', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			assert.doesNotMatch(sanitize([{ text }])[0]?.text ?? '', dangerous);
			assert.doesNotMatch(oneLine(text), /\n|\t/);
			assert.doesNotMatch(safeJson({ text }), dangerous);
			assert.deepEqual(JSON.parse(safeJson({ text })), { text });
		}),
	);
	assert.equal(sanitize('Zoë 支払い 👩‍💻 שלום\n\tx'), 'Zoë 支払い 👩‍💻 שלום\n\tx');
});

/** Texts of SMS and posts, and the bodies that carry them, at real receivers. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bodyOf, templateProblem } from '../../../../server/connectors/channels/body-template.ts';
import type { ChannelMessage } from '../../../../server/connectors/channels/channel-message.ts';
import { shortText } from '../../../../server/connectors/channels/short-text.ts';
import { smsText } from '../../../../server/connectors/channels/sms-text.ts';
import type { Command } from '../../../../src/model/commands/command.ts';
import { aCoreStory, said } from './core-story.ts';
import { aReceiver } from './receiver.ts';

const link = 'https://status.example.com/notices/n1';

const message = (text: string, more: object = {}): ChannelMessage =>
	({
		...{ id: 'msg_1', seq: 1, at: '2030-01-01T00:00:00.000Z', what: 'opened', update: 'u', remedy: null },
		page: { name: 'Example', url: null },
		notice: {
			...{ id: 'n1', kind: 'incident', title: 'Payments fail', phase: 'investigating', impact: 'major' },
			...{ worstImpact: 'major', components: [], window: null, nextUpdateBy: null, url: link },
		},
		...{ head: 'Investigating', headline: 'Investigating: Payments fail', note: null, words: said(text) },
		...{ body: said(text), text, language: 'en', wordsLanguage: 'en', ...more },
	}) as ChannelMessage;

const long = 'Some cards are declined by the bank of the merchant. '.repeat(10);

describe('the text of an SMS', () => {
	test('has 160 letters of GSM, ends at a word, and has the whole link', () => {
		assert.equal(smsText(message('Hello.'), 1), `Investigating: Payments fail\nHello.\n${link}`);
		const text = smsText(message(long), 1);
		assert.ok(text.length <= 160 && text.length > 140, String(text.length));
		assert.ok(text.endsWith(`...\n${link}`));
		const [, words = ''] = /\n(.*)\.\.\.\n/.exec(text) ?? [];
		assert.ok(long.startsWith(words) && / $/.test(long.slice(0, words.length + 1)), words);
	});

	test('counts signs of the extension twice', () => {
		const text = smsText(message('€'.repeat(200)), 1);
		assert.equal([...text].reduce((sum, sign) => sum + (sign === '€' ? 2 : 1), 0) <= 160, true, text);
		assert.ok(text.endsWith(link));
	});

	test('stays in GSM with signs of typography, and has 70 units where a letter is not in it', () => {
		const typographic = smsText(message(`“It’s down” – we know… ${long}`), 1);
		assert.match(typographic, /"It's down" - we know\.\.\./);
		assert.ok(typographic.length > 70);
		for (const [language, text] of [
			['ja', '一部のカードが拒否されています。原因を調査しています。'.repeat(5)],
			['ar', 'بعض البطاقات مرفوضة ونحن نحقق في السبب. '.repeat(5)],
			['en', '😀 '.repeat(80)],
		] as const) {
			const short = smsText(message(text, { language, headline: text.slice(0, 6) }), 1);
			assert.ok(short.length <= 70, `${language} ${short.length}`);
			assert.ok(short.endsWith(`…\n${link}`), language);
			assert.doesNotMatch(short, /\p{Surrogate}/u);
		}
	});

	test('may have several parts, and leaves a link out that leaves no room', () => {
		const three = smsText(message(long), 3);
		assert.ok(three.length > 400 && three.length <= 459, String(three.length));
		const notice = { ...message('').notice, url: `https://status.example.com/${'a'.repeat(150)}` };
		const without = smsText(message(long, { notice }), 1);
		assert.ok(without.length <= 160 && !without.includes('https:'), without);
	});

	test('of one word is cut inside it', () => {
		const room = { most: 20, sizeOf: (text: string) => text.length, ellipsis: '…' };
		const bare = { ...message('').notice, url: null };
		assert.equal(
			shortText(message('', { headline: 'a'.repeat(50), notice: bare }), room),
			`${'a'.repeat(19)}…`,
		);
	});
});

describe('a template', () => {
	test('escapes what it is filled with', () => {
		const hostile = '"},{"to":"1", \\ & to=2\n';
		const json = bodyOf('{"to":"49","text":"{{text}}"}', 'application/json', message(''), hostile);
		assert.deepEqual(JSON.parse(json), { to: '49', text: hostile });
		const form = bodyOf('to=49&text={{text}}', 'application/x-www-form-urlencoded', message(''), hostile);
		assert.deepEqual(Object.fromEntries(new URLSearchParams(form)), { to: '49', text: hostile });
		// What a value holds is no placeholder.
		assert.equal(bodyOf('"{{text}}"', 'application/json', message(''), '{{id}}'), '"{{id}}"');
	});

	test('is checked when it is stored', () => {
		for (const [template, problem] of [
			['{"text":"{{text}}"}', null],
			['{"text":{{text}}}', /inside double quotes/],
			['{"text":"{{words}}"}', /There is no \{\{words\}\}/],
			['{"text":"x"}', /needs \{\{text\}\}/],
			['{', /needs/],
		] as const) {
			const found = templateProblem(template, 'application/json');
			if (problem === null) assert.equal(found, null);
			else assert.match(found ?? '', problem);
		}
		assert.equal(templateProblem('a={{text}}', 'application/x-www-form-urlencoded'), null);
	});
});

const opening = {
	...{ type: 'open-notice', id: 'n1', kind: 'incident', title: 'Payments fail @everyone #now' },
	...{ impact: 'major', body: said(`See https://evil.example ${long}`) },
} as Command;

test('a gateway gets the text in its own format, with its key, once', async (context) => {
	const story = await aCoreStory(context);
	const receiver = await aReceiver(context);
	await story.add('sms', receiver.url, {
		kind: 'sms',
		settings: {
			...{ template: '{"to":["+49301234"],"text":"{{text}}"}', authorization: 'Basic c2VjcmV0' },
			parts: 2,
		},
	});
	receiver.reply = (place) => ({ status: place === 0 ? 500 : 202 });
	await story.give(opening);
	await receiver.until(1);
	const [first, second] = receiver.received;
	assert.equal(first?.body, second?.body);
	assert.equal(first?.headers['idempotency-key'], second?.headers['idempotency-key']);
	assert.equal(second?.headers.authorization, 'Basic c2VjcmV0');
	assert.deepEqual(second?.document.to, ['+49301234']);
	assert.ok(second.document.text.length > 160 && second.document.text.length <= 306);
});

test('Mastodon gets a post of 500 characters that mentions no account', async (context) => {
	const story = await aCoreStory(context);
	const receiver = await aReceiver(context);
	await story.add('social', receiver.url, { kind: 'social', settings: { token: 'a-token' } });
	receiver.reply = (place) => ({ status: place === 0 ? 503 : 200 });
	await story.give(opening);
	await receiver.until(1);
	const [first, second] = receiver.received;
	assert.equal(second?.path, '/api/v1/statuses');
	assert.equal(second?.headers.authorization, 'Bearer a-token');
	assert.match(second?.headers['idempotency-key'] ?? '', /^msg_[0-9a-f]{32}$/);
	assert.equal(first?.headers['idempotency-key'], second?.headers['idempotency-key']);
	const { status, visibility, language } = second?.document ?? {};
	assert.deepEqual([visibility, language], ['public', 'en']);
	const [words = '', url = ''] = status.split(/\n(?=https:)/);
	assert.equal(url, link);
	assert.ok([...words].length + 24 <= 500 && [...words].length > 440, String([...words].length));
	assert.doesNotMatch(words, /@\w|#\w|https:\/\//);
});

test('settings of a kind are checked, and none that may be a secret is shown', async (context) => {
	const { aServer } = await import('../../../support/server.ts');
	const server = await aServer(context, { channels: { allowed: ['127.0.0.1'] } });
	const create = (id: string, kind: string, settings: object) =>
		server.write('POST', '/v1/channels', { id, kind, name: id, settings });
	const url = 'https://gateway.example.com/send?key=hidden-1';
	const settings = {
		...{ url, template: '{"to":"+49301234","text":"{{text}}"}', authorization: 'Bearer hidden-2' },
		...{ contentType: 'application/json', parts: 2 },
	};
	assert.equal((await create('sms', 'sms', settings)).status, 201);
	const { text, body } = await server.write('GET', '/v1/channels/sms');
	assert.doesNotMatch(text, /hidden|4930/);
	assert.deepEqual(body.settings, {
		...{ url: 'https://gateway.example.com/…', template: '…', authorization: '…' },
		...{ contentType: 'application/json', parts: 2 },
	});
	const bad = await create('bad', 'sms', { ...settings, template: '{"text":{{text}}}' });
	assert.equal(bad.status, 422, bad.text);
	assert.match(bad.text, /inside double quotes/);
	assert.equal((await create('slack', 'slack', settings)).status, 422);
	assert.equal((await create('post', 'social', { url, token: 'hidden\n3' })).status, 422);
	const toMastodon = await create('post', 'social', { url: 'https://social.example', token: 'hidden-3' });
	assert.equal(toMastodon.status, 201, toMastodon.text);
	const changed = await server.write('PATCH', '/v1/channels/sms', { settings: { parts: 3 } });
	assert.deepEqual(changed.body.settings, { ...body.settings, parts: 3 });
	assert.doesNotMatch((await server.write('GET', '/v1/channels')).text, /hidden/);
	assert.doesNotMatch((await server.write('GET', '/v1/log')).text, /hidden|4930/);
});

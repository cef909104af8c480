/** What every kind of channel keeps: delivery, order, repetition, and that no words become markup. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { channelKindNames } from '../../../../server/connectors/channels/channel-kind-names.ts';
import { channelKinds } from '../../../../server/connectors/channels/channel-kinds.ts';
import type { Command } from '../../../../src/model/commands/command.ts';
import type { RichText } from '../../../../src/model/rich-text.ts';
import { aCoreStory, said } from './core-story.ts';
import { aReceiver, type Received, type Reply } from './receiver.ts';

const notice = (number: number, fields: object = {}): Command =>
	({
		...{ type: 'open-notice', id: `n${number}`, kind: 'incident', title: `Payments fail n${number}.` },
		...{ impact: 'major', body: said('Some cards are declined.'), anyway: true, ...fields },
	}) as Command;

/** The number of the notice that a message is about. */
const numberIn = ({ body }: Received): number => Number(/Payments fail n(\d+)/.exec(body)?.[1]);

/** A kind that waits for a receiver for a second. */
const quick = Object.fromEntries(
	Object.entries(channelKinds).map(([name, kind]) => [name, { ...kind, timeoutMs: 1_000 }]),
);

/** What goes wrong with the requests at these places. */
const faults: Readonly<Record<number, Reply | 'slow'>> = {
	20: { status: 500 },
	21: { status: 503, headers: { 'retry-after': '1' } },
	120: { status: 429, headers: { 'retry-after': '1' } },
	220: 'slow',
	320: null,
	321: null,
};

const hostile = [
	'@everyone @here <!channel> <!here> <@U123> <#C123>',
	'[click](https://evil.example) <https://evil.example|click> https://evil.example',
	'<at>everyone</at> <@&123> **bold** _em_ `code` ~~no~~ > quote\n# head\n- item\n1. one',
	'&lt;!channel&gt; \\@everyone \\[x](https://evil.example)',
];

/** Every text that a receiver of the kind reads as markup. */
const markupOf: Readonly<Record<string, (document: Received['document']) => readonly string[]>> = {
	slack: (document) => [document.text],
	discord: ({ embeds: [{ title, description }] }) => [title, description],
	// Rich text of Adaptive Cards has none, and the other kinds send data.
	teams: () => [],
	webhook: () => [],
	'statuspage-webhook': () => [],
	// Plain text (short-texts.test.ts).
	sms: () => [],
	social: () => [],
};

for (const kind of channelKindNames.filter((name) => Object.hasOwn(markupOf, name)))
	describe(`a channel of the kind ${kind}`, () => {
		test('sends 500 notices in order to a receiver that fails, is slow and breaks connections', async (context) => {
			const story = await aCoreStory(context, undefined, { kinds: quick });
			const receiver = await aReceiver(context);
			receiver.reply = async (place) => {
				const fault = faults[place];
				if (fault === undefined) return { status: 204 };
				if (fault !== 'slow') return fault;
				await new Promise((resolve) => setTimeout(resolve, 1_500));
				return null;
			};
			await story.add('all', receiver.url, { kind });
			for (let number = 0; number < 500; number++) await story.give(notice(number));
			const arrived = () => [...new Set(receiver.accepted.map(numberIn))];
			while (arrived().length < 500) await new Promise((resolve) => setTimeout(resolve, 20));
			assert.deepEqual(
				arrived(),
				Array.from({ length: 500 }, (_, number) => number),
			);
			assert.ok(receiver.received.length >= 500 + Object.keys(faults).length);
			const ids = new Map(receiver.received.map((each) => [numberIn(each), each.headers['webhook-id']]));
			for (const each of receiver.received) assert.equal(each.headers['webhook-id'], ids.get(numberIn(each)));
		});

		test('sends the whole course, reminders and a test', async (context) => {
			const story = await aCoreStory(context);
			const receiver = await aReceiver(context);
			await story.add('all', receiver.url, { kind });
			await story.give(notice(1));
			await story.give({
				type: 'post-update',
				notice: 'n1',
				body: said('A fix is out.'),
				phase: 'monitoring',
			});
			await story.give({ type: 'resolve', notice: 'n1', body: said('It works again.') });
			await receiver.until(3);
			for (const [place, words] of ['Some cards are declined.', 'A fix is out.', 'It works again.'].entries())
				assert.ok(plainOf(receiver.received[place]?.body).includes(words), words);
			const value = await story.channels.channels.require('all');
			assert.deepEqual(await story.channels.runner.test({ id: 'all', value }), { type: 'delivered' });
		});

		test('makes nothing of an operator’s words but words', async (context) => {
			const story = await aCoreStory(context);
			const receiver = await aReceiver(context);
			await story.add('all', receiver.url, { kind });
			const title = '@everyone <!channel> [x](https://evil.example) *Payments fail n1.*';
			const link: RichText = [
				{
					type: 'paragraph',
					children: [
						{ type: 'link', href: 'https://help.example/a_(b)', children: [{ type: 'text', text: 'help' }] },
					],
				},
			];
			await story.give(notice(1, { title, body: [...hostile.flatMap((text) => said(text)), ...link] }));
			await receiver.until(1);
			const [{ document } = { document: null }] = receiver.received;
			if (kind === 'discord') assert.deepEqual(document.allowed_mentions, { parse: [] });
			for (const text of markupOf[kind]?.(document) ?? []) {
				const unescaped = kind === 'slack' ? /<[!@#h]/ : /(?<!\\)(?:@|<|\[x|https:\/\/evil|`|~~)/;
				assert.doesNotMatch(text, unescaped);
			}
			const links = JSON.stringify(document).match(/"(?:url|href)":"[^"]*"/g) ?? [];
			assert.ok(
				links.every((each) => !each.includes('evil.example')),
				links.join(),
			);
		});
	});

/** Discord's escapes do not matter for what is said. */
const plainOf = (body = ''): string => body.replaceAll(/\\\\/g, '');

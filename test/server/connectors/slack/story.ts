/** A server with an app of Slack: signed requests over HTTP, and the host that receives the answers. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import type { CandorOptions } from '../../../../server/index.ts';
import { withComponents } from '../../../support/filled-server.ts';
import { aManualClock } from '../../../support/manual-clock.ts';
import { aServer } from '../../../support/server.ts';
import { aReceiver } from '../channels/receiver.ts';

export const secret = '8f742231b10e8888abcd99yyyzzz85a5';
export const team = 'T024BE7LD';
export const operators = [
	{ user: 'U0RESPONDER', role: 'responder', person: 'responder@example.com' },
	{ user: 'U0PUBLISHER', role: 'publisher', person: 'publisher@example.com' },
	{ user: 'U1PUBLISHER', role: 'publisher', person: 'second@example.com' },
	{ user: 'U0VIEWER', role: 'viewer', person: 'viewer@example.com' },
] as const;

export interface Sending {
	readonly signedWith?: string;
	/** Of the signature, epoch milliseconds. Default: now. */
	readonly at?: number;
	/** Sent in place of the body that was signed. */
	readonly instead?: string;
	readonly headers?: Readonly<Record<string, string>>;
}

export async function aSlackStory(
	context: { after(act: () => unknown): void },
	options: CandorOptions = {},
	secrets: readonly string[] = [secret],
) {
	const clock = aManualClock();
	const slack = await aReceiver(context);
	const { origin } = new URL(slack.url);
	const server = await aServer(context, {
		...{ clock, publicUrl: 'https://status.example.com', channels: { allowed: ['127.0.0.1'] } },
		slack: { secrets, team, operators, responseOrigins: [origin] },
		...options,
	});
	await withComponents(server);
	let sent = 0;

	async function post(path: string, form: Record<string, string>, sending: Sending = {}) {
		const { signedWith = secret, at = clock.now(), instead, headers = {} } = sending;
		// Two requests are never the same, unless a test sends one twice.
		const body = new URLSearchParams({ ...form, trigger_id: `${++sent}` }).toString();
		const timestamp = String(Math.floor(at / 1_000));
		const digest = createHmac('sha256', signedWith).update(`v0:${timestamp}:${body}`).digest('hex');
		const all = {
			'content-type': 'application/x-www-form-urlencoded',
			'x-slack-request-timestamp': timestamp,
			'x-slack-signature': `v0=${digest}`,
			...headers,
		};
		const request = { method: 'POST', headers: all, body: instead ?? body };
		return { answer: await server.request(path, request), again: () => server.request(path, request) };
	}

	const command = (text: string, user = 'U0RESPONDER', sending: Sending = {}, responseUrl = slack.url) =>
		post(
			'/v1/slack/commands',
			{ command: '/candor', text, user_id: user, team_id: team, response_url: responseUrl },
			sending,
		);

	/** Presses a button, and resolves to what Slack is sent then. */
	async function press(user: string, action: string, card: string, sending: Sending = {}) {
		const payload = {
			...{ type: 'block_actions', user: { id: user }, team: { id: team }, response_url: slack.url },
			actions: [{ action_id: action, block_id: 'decide', value: card }],
		};
		return (await post('/v1/slack/interactions', { payload: JSON.stringify(payload) }, sending)).answer;
	}

	return {
		...{ server, clock, slack, post, command, press },
		/** Opens a draft by the command, and resolves to the id of its card. */
		async card(text = 'open impact:major on:checkout Card payments fail\nSome cards are declined.') {
			const { answer } = await command(text);
			assert.equal(answer.body.response_type, 'in_channel', answer.text);
			return { message: answer.body, id: buttonsOf(answer.body)[0]?.value as string };
		},
		/** Presses, and resolves to the answer that Slack received for it. */
		async decided(user: string, action: string, card: string) {
			const before = slack.accepted.length;
			const answer = await press(user, action, card);
			assert.equal(answer.status, 200, answer.text);
			await slack.until(before + 1);
			return slack.accepted[before]?.document;
		},
		drafts: async () => (await server.write('GET', '/v1/drafts')).body.waiting,
		notices: async () => (await server.write('GET', '/v1/notices')).body.notices,
		/** The commands that came from Slack, the oldest first: `draft-notice by responder@example.com`. */
		async log(): Promise<string[]> {
			const { entries } = (await server.write('GET', '/v1/log?limit=500')).body;
			return entries
				.filter(({ source }: { source: string }) => source === 'slack')
				.map(
					({ command: name, actor }: { command: string; actor: { name: string } }) =>
						`${name} by ${actor.name}`,
				)
				.reverse();
		},
	};
}

type Block = { readonly type: string; readonly elements?: readonly { readonly value?: string }[] };

export const buttonsOf = ({ blocks }: { readonly blocks: readonly Block[] }) =>
	blocks.find(({ type }) => type === 'actions')?.elements ?? [];

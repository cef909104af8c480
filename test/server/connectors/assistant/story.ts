/** A server whose assistant asks a model on this machine, with everything that the server logs. */
import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import pino from 'pino';
import type { CandorOptions } from '../../../../server/index.ts';
import { withComponents } from '../../../support/filled-server.ts';
import { aManualClock } from '../../../support/manual-clock.ts';
import { aModelServer, answerWith, updateTexts } from '../../../support/model-server.ts';
import { aServer } from '../../../support/server.ts';

export const key = 'sk-the-secret-of-the-model';

export async function anAssistant(
	context: { after(act: () => unknown): void },
	options: CandorOptions = {},
	settings: object = {},
) {
	const model = await aModelServer(context);
	const clock = aManualClock();
	const lines: string[] = [];
	const stream = new Writable({
		write(chunk, _encoding, done) {
			lines.push(String(chunk));
			done();
		},
	});
	const assistant = { url: model.url, model: 'small-1', key, allowed: ['127.0.0.1'], ...settings };
	const logger = pino({ level: 'trace' }, stream);
	const server = await aServer(context, { clock, logger, random: () => 0, assistant, ...options });
	await withComponents(server);
	const ask = (body: object = {}, headers: Record<string, string> = {}) =>
		server.write(
			'POST',
			'/v1/assistant/drafts',
			{ purpose: 'new', words: 'Card payments fail', ...body },
			headers,
		);
	return {
		...{ server, model, clock, ask },
		/** All that the server has written to its log so far. */
		logged: () => lines.join(''),
		list: async () => (await server.write('GET', '/v1/assistant/drafts')).body.suggestions,
		drafts: async () => (await server.write('GET', '/v1/drafts')).body.waiting,
		/** An open incident, about which the model writes updates. */
		async open(fields: object = {}): Promise<void> {
			const notice = { id: 'pay', title: 'Card payments fail', impact: 'major', ...fields };
			const opened = await server.write('POST', '/v1/notices', notice);
			assert.equal(opened.status, 201, opened.text);
			model.reply = answerWith(updateTexts);
		},
		/** The headers of another operator. */
		async as(role: string, name = role): Promise<Record<string, string>> {
			const made = await server.write('POST', '/v1/tokens', { name, role, owner: name });
			assert.equal(made.status, 201, made.text);
			return { authorization: `Bearer ${made.body.token}` };
		},
	};
}

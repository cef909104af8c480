/** A language model that speaks the protocol of OpenAI's chat completions, on this machine. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { textOf } from './server.ts';

export interface Asked {
	readonly method: string;
	readonly path: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
	// biome-ignore lint/suspicious/noExplicitAny: a test asks for what it expects, and fails where that is not there
	readonly document: any;
	/** The facts that it was told. */
	// biome-ignore lint/suspicious/noExplicitAny: as above
	readonly facts: any;
}

export interface ModelServer {
	/** The base address of its API. */
	readonly url: string;
	/** All requests, the oldest first. */
	readonly asked: readonly Asked[];
	/** Answers each further request. Default: with `noticeTexts`. */
	reply: (response: ServerResponse) => void;
	/** Resolves once it was asked so many times. */
	until(count: number): Promise<void>;
}

export const noticeTexts = {
	title: 'Card payments fail',
	body: 'Some card payments fail. We are looking into it.',
	workaround: null,
	questions: ['Since when do they fail?'],
};
export const updateTexts = { body: 'Card payments still fail. We are looking into it.', questions: [] };

export const postmortemTexts = {
	title: 'Card payments failed',
	impact: 'Some card payments failed.',
	timeline: '- Card payments failed, then worked again.',
	causes: 'The cause is not known yet.',
	wentWell: 'Payments by invoice worked.',
	questions: [],
};

/** A whole answer with this content. */
export const answerWith =
	(content: unknown, more: object = {}, message: object = {}) =>
	(response: ServerResponse): void => {
		const text = typeof content === 'string' ? content : JSON.stringify(content);
		response.writeHead(200, { 'content-type': 'application/json' }).end(
			JSON.stringify({
				id: 'chatcmpl-1',
				object: 'chat.completion',
				choices: [
					{
						index: 0,
						finish_reason: 'stop',
						message: { role: 'assistant', content: text, ...message },
						...more,
					},
				],
				usage: { prompt_tokens: 300, completion_tokens: 40, total_tokens: 340 },
			}),
		);
	};

/** The same as a stream, in pieces. */
export const streamWith =
	(content: unknown, isWhole = true) =>
	(response: ServerResponse): void => {
		response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
		const send = (data: unknown): void => void response.write(`data: ${JSON.stringify(data)}\n\n`);
		send({ choices: [{ index: 0, delta: { role: 'assistant' }, finish_reason: null }] });
		for (const piece of JSON.stringify(content).match(/.{1,7}/gs) ?? [])
			send({ choices: [{ index: 0, delta: { content: piece }, finish_reason: null }] });
		if (isWhole) {
			send({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
			send({ choices: [], usage: { total_tokens: 340 } });
			response.write('data: [DONE]\n\n');
		}
		response.end();
	};

export async function aModelServer(context: { after(act: () => unknown): void }): Promise<ModelServer> {
	const asked: Asked[] = [];
	const waiting = new Set<() => void>();
	const server = createServer(async (request, response) => {
		const body = await textOf(request);
		const document = JSON.parse(body);
		const { method = '', url = '', headers } = request;
		asked.push({
			method,
			path: url,
			headers,
			body,
			document,
			facts: JSON.parse(document.messages[1].content),
		});
		model.reply(response);
		for (const check of waiting) check();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	context.after(() => {
		server.closeAllConnections();
		server.close();
	});
	const model: ModelServer = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		asked,
		reply: answerWith(noticeTexts),
		until: (count) =>
			new Promise((resolve) => {
				const check = (): void => {
					if (asked.length < count) return;
					waiting.delete(check);
					resolve();
				};
				waiting.add(check);
				check();
			}),
	};
	return model;
}

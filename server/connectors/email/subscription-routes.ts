/** `POST /v1/subscribers` and the links of the e-mails: for people without a token. */

import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { CandorError } from '../../../src/model/errors.ts';
import { liveRecord } from '../../../src/model/state/state.ts';
import { page as findPage } from '../../../src/model/views/page.ts';
import { problemOf } from '../../core/problem.ts';
import type { Api, ApiEnv, Services } from '../../http/context.ts';
import { homeUrl } from '../../http/public-address.ts';
import { limitBody } from '../../http/request-body.ts';
import { jsonResponse, problemResponses, publicRoute } from '../../http/v1/route-parts.ts';
import { readerLanguage } from '../../site/pages/reader-language.ts';
import { emailWords } from '../../site/words/email-words.ts';
import { fill, type Language, languageFor, wordsIn } from '../../site/words/words.ts';
import { readReport, visitorAddress } from '../visitor-reports/report-body.ts';
import type { LinkPurpose } from './email-key.ts';
import { subscribe, subscriptionRequested } from './schemas.ts';
import type { Subscriber } from './subscriber.ts';
import { chosenIn, confirmForm, type SmallPage, sendPage, unsubscribeForm } from './subscriber-pages.ts';
import type { Subscriptions } from './subscriptions.ts';

const path = '/v1/subscribers';
const formType = 'application/x-www-form-urlencoded';
const htmlType = 'text/html';
const tags = ['Subscribers'];
/** The ids of 200 components. */
const readBody = limitBody(32 * 1024, 256 * 1024);

const linkQuery = z.object({
	token: z.string().openapi({ description: 'Of the link in the e-mail.' }),
});
const pageResponse = { description: 'A page.', content: { [htmlType]: { schema: z.string() } } };

/** `subscriptions`: `null` where the server sends no e-mails. */
export function subscriptionRoutes(api: Api, services: Services, subscriptions: Subscriptions | null): void {
	const { liveState, clock, publicUrl, hasSite } = services;

	const assertOn = (): Subscriptions => {
		if (subscriptions) return subscriptions;
		throw new CandorError('not-found', 'This server sends no e-mails. Its feeds have the same updates.');
	};
	const homeOf = (language: Language): SmallPage['home'] => ({
		name: findPage(liveState.state)?.name ?? wordsIn(language).region,
		url: homeUrl({ state: liveState.state, address: publicUrl ?? '', hasSite }),
	});
	const known = (components: readonly string[] | null): string[] | null => {
		const found = components?.filter((id) => liveRecord(liveState.state, 'component', id)) ?? [];
		return found.length > 0 ? found : null;
	};

	api.openAPIRegistry.registerPath({
		...{ method: 'post', path, operationId: 'subscribe', tags },
		summary: 'Ask for e-mails about what happens',
		description:
			'The server sends an e-mail to the address, and the subscription begins when it is confirmed there within 48 hours. The answer is the same whether the address is known or not. A form gets a page as the answer.',
		...publicRoute,
		request: {
			body: { content: { 'application/json': { schema: subscribe }, [formType]: { schema: subscribe } } },
		},
		responses: {
			202: jsonResponse(subscriptionRequested, 'An e-mail is sent, unless there were too many.'),
			...problemResponses,
		},
	});
	api.post(path, readBody, async (context) => {
		const on = assertOn();
		const text = await context.req.text();
		if (isForm(context)) return answerForm(context, on, new URLSearchParams(text));
		const { email, ...choice } = readReport(
			text,
			subscribe,
			'A subscription is {"email":ADDRESS,"language":TAG,"components":IDS or null}.',
		);
		const unknown = choice.components?.find((id) => !liveRecord(liveState.state, 'component', id));
		if (unknown !== undefined)
			throw new CandorError('unknown-component', `There is no component "${unknown}".`);
		await on.request({ address: email, ...choice }, visitorAddress(context, services));
		return context.json({ status: 'confirmation-sent' }, 202);
	});

	async function answerForm(
		context: Context<ApiEnv>,
		on: Subscriptions,
		body: URLSearchParams,
	): Promise<Response> {
		const language = languageFor(body.get('language') ?? '') ?? readerLanguage(context).language;
		const words = emailWords[language];
		const home = homeOf(language);
		const { data } = subscribe.safeParse({ email: (body.get('email') ?? '').trim(), language });
		if (!data)
			return sendPage(context, 422, { language, home, title: words.badAddress, text: words.badAddressText });
		try {
			const { email: address, components } = data;
			await on.request({ address, language, components }, visitorAddress(context, services));
		} catch (error) {
			if (!(error instanceof CandorError)) throw error;
			const status = problemOf(error).status as 429 | 503;
			return sendPage(context, status, { language, home, title: words.tryLater, text: words.tryLaterText });
		}
		return sendPage(context, 202, { language, home, title: words.sent, text: words.sentText });
	}

	/** A page in the language of the subscriber, or of the reader where the link is not valid. */
	const overPage = (context: Context<ApiEnv>): Response | Promise<Response> => {
		const { language } = readerLanguage(context);
		const { linkOver: title, linkOverText: text } = emailWords[language];
		return sendPage(context, 410, { language, home: homeOf(language), title, text });
	};

	const link = (
		purpose: LinkPurpose,
		about: { readonly summary: string; readonly description: string },
		show: (subscriber: Subscriber) => Omit<SmallPage, 'home'>,
		act: (context: Context<ApiEnv>, token: string, subscriber: Subscriber | null) => Promise<Response>,
	): void => {
		const at = `${path}/${purpose}`;
		for (const method of ['get', 'post'] as const)
			api.openAPIRegistry.registerPath({
				...{ method, path: at, operationId: `${method === 'get' ? 'show' : 'do'}${capital(purpose)}`, tags },
				summary: method === 'get' ? `Show the page of the link: ${about.summary}` : about.summary,
				description:
					method === 'get' ? 'It changes nothing, because mail scanners follow links.' : about.description,
				...publicRoute,
				request: { query: linkQuery },
				responses: { 200: pageResponse, ...problemResponses },
			});
		api.get(at, async (context) => {
			const found = await assertOn().find(purpose, context.req.query('token') ?? '');
			if (!found) return overPage(context);
			const shown = show(found);
			return sendPage(context, 200, { ...shown, home: homeOf(shown.language) });
		});
		api.post(at, readBody, async (context) => {
			const token = context.req.query('token') ?? '';
			return act(context, token, await assertOn().find(purpose, token));
		});
	};

	link(
		'confirm',
		{ summary: 'Confirm a subscription', description: 'A second time changes nothing.' },
		({ value: { request, language: before, components: chosen } }) => {
			const language = request?.language ?? before;
			const { confirm: title, confirmText } = emailWords[language];
			const text = fill(confirmText, { name: homeOf(language).name });
			const choice = request ? request.components : chosen;
			const form = confirmForm(language, choice, liveState.state, clock.now());
			return { language, title, text, form };
		},
		async (context, token, subscriber) => {
			const components = known(chosenIn(new URLSearchParams(await context.req.text())));
			if (!(await assertOn().confirm(token, components)) || !subscriber) return overPage(context);
			const language = subscriber.value.request?.language ?? subscriber.value.language;
			const { subscribed: title, subscribedText: text } = emailWords[language];
			return sendPage(context, 200, { language, home: homeOf(language), title, text });
		},
	);

	link(
		'unsubscribe',
		{
			summary: 'Unsubscribe, and erase the address',
			description: 'Mail programs send it without a page (RFC 8058). A second time changes nothing.',
		},
		({ value: { language } }) => {
			const { leave: title, leaveText } = emailWords[language];
			const text = fill(leaveText, { name: homeOf(language).name });
			return { language, title, text, form: unsubscribeForm(language) };
		},
		async (context, token, subscriber) => {
			if (!(await assertOn().end(token))) return overPage(context);
			const language = subscriber?.value.language ?? readerLanguage(context).language;
			const { left: title, leftText: text } = emailWords[language];
			return sendPage(context, 200, { language, home: homeOf(language), title, text });
		},
	);
}

const isForm = (context: Context<ApiEnv>): boolean =>
	(context.req.header('content-type') ?? '').toLowerCase().startsWith(formType);

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

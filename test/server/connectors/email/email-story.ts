/** A server that sends e-mails to a mail server on this machine. */
import type { EmailOptions } from '../../../../server/connectors/email/email-options.ts';
import type { CandorOptions } from '../../../../server/index.ts';
import { withComponents } from '../../../support/filled-server.ts';
import { aMailServer, type MailServer } from '../../../support/mail-server.ts';
import { type Answer, aServer, type TestServer } from '../../../support/server.ts';

type Context = { after(act: () => unknown): void };

export const from = 'Larkfield status <status@larkfield.example>';
export const publicUrl = 'https://status.larkfield.example';
/** Waits of milliseconds between attempts of the channel. */
export const fast = { minMs: 5, firstMs: 10, maxMs: 40 };

export interface EmailStory {
	readonly server: TestServer;
	readonly mail: MailServer;
	/** Requests a subscription. */
	request(email: string, more?: object): Promise<Answer>;
	/** Requests it and follows the link of the e-mail. */
	subscribe(email: string, more?: object, form?: string): Promise<void>;
	/** Sends a form without a token. `path`: below the server. */
	send(path: string, body?: string): Promise<Answer>;
	/** The path and the query of the link in the newest e-mail to an address. */
	linkTo(purpose: 'confirm' | 'unsubscribe', email: string): Promise<string>;
	subscribers(): Promise<readonly { readonly id: string; readonly email: string; readonly state: string }[]>;
}

type Options = Omit<CandorOptions, 'email'> & { readonly email?: Partial<EmailOptions> | null };

export async function anEmailStory(
	context: Context,
	{ email = {}, ...options }: Options = {},
): Promise<EmailStory> {
	const mail = await aMailServer(context);
	const server = await aServer(context, {
		...{ publicUrl, channels: { limits: fast }, random: () => 0, ...options },
		email: email && { smtpUrl: mail.url, from, ...email },
	});
	await server.write('PATCH', '/v1/page', { name: 'Larkfield' });
	await withComponents(server);
	return storyOf(server, mail);
}

export function storyOf(server: TestServer, mail: MailServer): EmailStory {
	const send = (path: string, body = '') =>
		server.request(path, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body,
		});
	const request = (email: string, more: object = {}) =>
		server.request('/v1/subscribers', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ email, ...more }),
		});
	const linkTo: EmailStory['linkTo'] = async (purpose, email) => {
		const { text = '' } = await mail.newest(email);
		const [link] = new RegExp(`/v1/subscribers/${purpose}\\?token=[\\w.-]+`).exec(text) ?? [];
		if (!link) throw new Error(`The e-mail has no link to ${purpose}:\n${text}`);
		return link;
	};
	return {
		...{ server, mail, send, request, linkTo },
		async subscribe(email, more = {}, form = '') {
			const count = mail.mails.length;
			const { status, text } = await request(email, more);
			if (status !== 202) throw new Error(text);
			await mail.until(count + 1);
			const confirmed = await send(await linkTo('confirm', email), form);
			if (confirmed.status !== 200) throw new Error(confirmed.text);
		},
		subscribers: async () => (await server.write('GET', '/v1/subscribers')).body.subscribers,
	};
}

export const openNotice = (server: TestServer, more: object = {}): Promise<Answer> =>
	server.write('POST', '/v1/notices', {
		title: 'Card payments are failing',
		impact: 'major',
		body: 'Payments end with an **error**. See [our guide](https://help.larkfield.example/cards).',
		affected: [{ component: 'cards', status: 'partial-outage' }],
		...more,
	});

/**
 * The kinds of channels, for people. A new kind needs an entry here; without it the console does not
 * compile.
 */
import type { Schema } from '../../api/client.ts';

export type ChannelKind = Schema<'CreateChannel'>['kind'];
type Settings = Schema<'CreateChannel'>['settings'];

export interface SettingField {
	readonly name: keyof Settings;
	readonly label: string;
	/** Such as an example. */
	readonly hint: string;
	readonly type: 'url' | 'text' | 'password';
}

export interface KindWords {
	readonly title: string;
	/** What it sends, as a sentence. */
	readonly about: string;
	/** Its settings. They may hold a secret, so the server shows none of them whole. */
	readonly fields: readonly SettingField[];
	/** Whether it signs its messages with a secret that the server makes. */
	readonly signs: boolean;
}

const address = (hint: string): readonly SettingField[] => [
	{ name: 'url', label: 'Address', hint, type: 'url' },
];

export const channelKinds: Readonly<Record<ChannelKind, KindWords>> = {
	webhook: {
		title: 'Webhook',
		about: 'A signed JSON document, as Standard Webhooks define. You get a secret to check the signature.',
		fields: address('where the document is sent, such as https://partner.example.com/status'),
		signs: true,
	},
	'statuspage-webhook': {
		title: 'Statuspage webhook',
		about: 'The JSON of a Statuspage webhook, about incidents and maintenance.',
		fields: address('where the document is sent'),
		signs: false,
	},
	'billing-webhook': {
		title: 'Billing',
		about: 'A signed document for each claim of a remedy that pays out. It gets no notices.',
		fields: address('where your billing accepts claims'),
		signs: true,
	},
	'desk-webhook': {
		title: 'Support desk',
		about: 'A signed document for each customer who asks to be contacted. It gets no notices.',
		fields: address('where your desk accepts requests'),
		signs: true,
	},
	slack: {
		title: 'Slack',
		about: 'A message to an incoming webhook of Slack.',
		fields: address('of the incoming webhook; it is a secret'),
		signs: false,
	},
	teams: {
		title: 'Microsoft Teams',
		about: 'An Adaptive Card to the webhook of a Teams workflow.',
		fields: address('of the workflow’s webhook; it is a secret'),
		signs: false,
	},
	discord: {
		title: 'Discord',
		about: 'An embed to a webhook of Discord.',
		fields: address('of the webhook; it is a secret'),
		signs: false,
	},
	email: {
		title: 'E-mail',
		about:
			'E-mails to all subscribers. The server makes this channel itself once it has a mail server (CANDOR_SMTP_URL).',
		fields: [],
		signs: false,
	},
	sms: {
		title: 'SMS',
		about: 'A text message, by the HTTP interface of a gateway.',
		fields: [
			...address('where the gateway accepts messages'),
			{
				name: 'template',
				label: 'Body',
				hint: 'such as {"to":["+49301234567"],"text":"{{text}}"}',
				type: 'text',
			},
			{ name: 'authorization', label: 'Authorization', hint: 'the whole header', type: 'password' },
		],
		signs: false,
	},
	social: {
		title: 'Social account',
		about: 'A post at Mastodon.',
		fields: [
			...address('of the server, such as https://mastodon.example.com'),
			{ name: 'token', label: 'Access token', hint: 'of the account', type: 'password' },
		],
		signs: false,
	},
	'web-push': {
		title: 'Browsers',
		about: 'A notification for each browser that subscribed. It needs CANDOR_PUSH=on.',
		fields: [],
		signs: false,
	},
};

export const channelKindNames = Object.keys(channelKinds) as readonly ChannelKind[];

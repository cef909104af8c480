/** Composes e-mails and hands them to the mail server. */
import { createHash } from 'node:crypto';
import { page as findPage } from '../../../src/model/views/page.ts';
import { homeUrl, type LinkSource } from '../../http/public-address.ts';
import { type Language, wordsIn } from '../../site/words/words.ts';
import type { SendResult } from '../channels/channel-kind.ts';
import type { ChannelMessage } from '../channels/channel-message.ts';
import { addressIn } from './address-in.ts';
import { confirmMail } from './confirm-mail.ts';
import type { EmailKey, LinkPurpose, LinkToken } from './email-key.ts';
import type { EmailOptions } from './email-options.ts';
import type { Delivery, Mail, Mailer } from './mailer.ts';
import { type MailContent, noticeMail } from './notice-mail.ts';
import type { StoredSubscribers } from './stored-subscribers.ts';
import { afterDelivery, type SubscriberRequest } from './subscriber.ts';

interface Dependencies {
	readonly mailer: Mailer;
	readonly key: EmailKey;
	readonly subscribers: StoredSubscribers;
	readonly options: EmailOptions;
	/** The state and the address of the server, as they are now. */
	readonly links: () => LinkSource;
}

export class Letters {
	readonly #dependencies: Dependencies;

	constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
	}

	/** Sends a message to one subscriber. `hadMany`: see `EmailWords.manyUpdates`. */
	async notice(
		subscriber: string,
		to: string,
		message: ChannelMessage,
		{ hadMany, signal }: { readonly hadMany: boolean; readonly signal: AbortSignal },
	): Promise<Delivery> {
		const { mailer, subscribers } = this.#dependencies;
		const delivery = await mailer.send(this.#noticeMail(subscriber, to, message, hadMany), signal);
		const { result } = delivery;
		if (result === 'accepted' || result === 'refused')
			await subscribers.change(subscriber, (before) =>
				before && (result === 'refused' || before.refusals > 0)
					? afterDelivery(before, result === 'refused')
					: null,
			);
		return delivery;
	}

	confirmation(
		subscriber: string,
		to: string,
		{ language, id: request }: Pick<SubscriberRequest, 'language' | 'id'>,
		signal: AbortSignal,
	): Promise<Delivery> {
		const confirmUrl = this.#link('confirm', { subscriber, request });
		const mail = {
			...{ ...confirmMail({ language, page: this.#page(language), confirmUrl }), to },
			...{ inReplyTo: null, headers: {} },
			messageId: this.#messageId(`confirm.${hashOf(`${subscriber}.${request}`)}`),
		};
		return this.#dependencies.mailer.send(mail, signal);
	}

	/** Only to the sender's own address: subscribers get no test. */
	async test(message: ChannelMessage, signal: AbortSignal): Promise<SendResult> {
		const { mailer, options } = this.#dependencies;
		const mail = this.#noticeMail('', addressIn(options.from), message, false);
		const delivery = await mailer.send(mail, signal);
		return delivery.result === 'accepted'
			? { type: 'delivered' }
			: { type: 'failed', reason: delivery.reason };
	}

	#noticeMail(subscriber: string, to: string, message: ChannelMessage, hadMany: boolean): Mail {
		const { address } = this.#dependencies.links();
		const unsubscribeUrl = this.#link('unsubscribe', { subscriber, request: '' });
		const content: MailContent = noticeMail(message, address, { unsubscribeUrl, hadMany });
		return {
			...{ ...content, to, messageId: this.#messageId(message.id) },
			// All e-mails of a notice answer the same one, so that they are one conversation.
			inReplyTo: this.#messageId(`notice.${message.notice.id}`),
			headers: {
				'List-Id': `<updates.${this.#host()}>`,
				'List-Unsubscribe': `<${unsubscribeUrl}>`,
				'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
			},
		};
	}

	#link(purpose: LinkPurpose, token: LinkToken): string {
		const { key, links } = this.#dependencies;
		return `${links().address}/v1/subscribers/${purpose}?token=${key.token(purpose, token)}`;
	}

	#messageId = (name: string): string => `<${name}@${this.#host()}>`;

	#host = (): string => new URL(this.#dependencies.links().address).hostname;

	#page(language: Language): { readonly name: string; readonly url: string } {
		const links = this.#dependencies.links();
		return { name: findPage(links.state)?.name ?? wordsIn(language).region, url: homeUrl(links) };
	}
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/**
 * What every channel says: one message, made of the public records as they are when it is sent.
 * Withdrawn words are in none.
 */
import { createHash } from 'node:crypto';
import { plainText, type RichText } from '../../../src/model/rich-text.ts';
import { notice as findNotice } from '../../../src/model/views/notices.ts';
import { page } from '../../../src/model/views/page.ts';
import type { Impact, NoticeKind, Phase } from '../../../src/model/vocabulary.ts';
import type { PublicTimes } from '../../core/projections/public-times.ts';
import type { LinkSource } from '../../http/public-address.ts';
import { noticeUrl } from '../../http/public-address.ts';
import type { SiteView } from '../../site/view.ts';
import { fill, type Language, wordsIn } from '../../site/words/words.ts';
import type { ChannelEvent, ChannelEventKind } from './channel-events.ts';
import type { Content } from './contents/content.ts';
import { postmortemContent, remedyContent } from './contents/publication-content.ts';
import { restoredContent, retractedContent } from './contents/retraction-content.ts';
import { updateContent } from './contents/update-content.ts';

/** What messages are made of. */
export interface MessageSource extends Omit<LinkSource, 'address'> {
	/** The address of the server for readers, without a slash at its end; `null`: not known. */
	readonly address: string | null;
	/** Epoch milliseconds. */
	readonly now: number;
	readonly times: PublicTimes;
	/** The id of the log. */
	readonly logId: string;
}

export interface ChannelMessage {
	/** The same each time that the message is sent through a channel. */
	readonly id: string;
	/** The commit. */
	readonly seq: number;
	/** When it happened, ISO 8601 in UTC. */
	readonly at: string;
	/** `test`: an operator tests the channel. */
	readonly what: ChannelEventKind | 'test';
	readonly page: { readonly name: string; readonly url: string | null };
	readonly notice: MessageNotice;
	/** The id of the update; `null`: the message is about none. */
	readonly update: string | null;
	/** The id of the remedy. */
	readonly remedy: string | null;
	/** What stands before the title in the headline: the phase, or “Withdrawn”. */
	readonly head: string;
	/** One line, as feeds have it: “Fix in place, monitoring: Payments fail”. */
	readonly headline: string;
	/** A sentence of the server; `null`: there is none. */
	readonly note: string | null;
	/** The operators’ words. Empty: there are none, or they were withdrawn. */
	readonly words: RichText;
	/** Everything below the headline: what is affected, the words, and what comes next. */
	readonly body: RichText;
	/** The headline, the body and the link as plain text. */
	readonly text: string;
	/** The language of the server's own words. */
	readonly language: Language;
	/** The BCP 47 tag of the operators' words. */
	readonly wordsLanguage: string;
}

export interface MessageNotice {
	readonly id: string;
	readonly kind: NoticeKind;
	readonly title: string;
	/** The phase from this update on, or that of now. */
	readonly phase: Phase;
	readonly impact: Impact;
	/** The highest impact that it ever had, by which channels filter. */
	readonly worstImpact: Impact;
	readonly components: readonly { readonly id: string; readonly name: string }[];
	/** For maintenance. */
	readonly window: { readonly start: string; readonly end: string } | null;
	/** The time by which the next update was promised; `null` if a later one came already. */
	readonly nextUpdateBy: string | null;
	/** `null`: the address of the server is not known. */
	readonly url: string | null;
}

/** The id of a message: the same in every attempt and on every server. */
export const messageId = (logId: string, channel: string, event: ChannelEvent): string => {
	const { seq, what, update, remedy, notice } = event;
	const subject = [logId, channel, seq, what, update ?? remedy ?? notice].join('\n');
	return `msg_${createHash('sha256').update(subject).digest('hex').slice(0, 32)}`;
};

/** The link to a notice. Without an address of the server, that of the page. */
export const messageUrl = (source: MessageSource, notice: string): string | null =>
	source.address === null
		? (page(source.state)?.statusUrl ?? null)
		: noticeUrl({ ...source, address: source.address }, notice);

export const pageOf = (source: MessageSource, language: Language): ChannelMessage['page'] => {
	const found = page(source.state);
	const own = source.address !== null && source.hasSite ? `${source.address}/` : null;
	return { name: found?.name ?? wordsIn(language).region, url: own ?? found?.statusUrl ?? null };
};

/**
 * The message of an event; `null`: nothing is sent now, because the notice was retracted or is a
 * drill, or because the words were withdrawn.
 *
 * @param language - Of the server's words and, where there is a translation, of the operators'.
 *   `null`: English, and the operators' words as they were written.
 */
export function messageOf(
	source: MessageSource,
	channel: string,
	event: ChannelEvent,
	language: Language | null,
): ChannelMessage | null {
	const own = language ?? 'en';
	const words = wordsIn(own);
	const view: SiteView = {
		...{ ...source, address: source.address ?? '', language: own, words, component: null },
		wanted: language === null ? [] : [language],
	};
	const content = contentOf(view, event);
	if (!content) return null;
	const { notice, head, body, ...said } = content;
	const headline = fill(words.ended, { phase: head, title: notice.title });
	const ofPage = pageOf(source, own);
	// The page of a retracted notice is gone.
	const url = event.what === 'retracted' ? ofPage.url : messageUrl(source, notice.id);
	return {
		id: messageId(source.logId, channel, event),
		...{ seq: event.seq, at: event.at, what: event.what, update: event.update, remedy: event.remedy },
		...{ page: ofPage, notice: { ...notice, url }, head, headline, ...said, body },
		text: [headline, plainText(body), url].filter((line) => line).join('\n\n'),
		language: own,
	};
}

function contentOf(view: SiteView, event: ChannelEvent): Content | null {
	if (event.what === 'retracted') return retractedContent(view, event);
	const notice = findNotice(view.state, event.notice);
	if (!notice || notice.value.drill) return null;
	if (event.what === 'restored') return restoredContent(view, notice);
	if (event.what === 'postmortem') return postmortemContent(view, notice);
	if (event.what === 'remedy') return remedyContent(view, notice, event.remedy);
	return updateContent(view, event, notice);
}

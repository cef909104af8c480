/**
 * What every channel says: one message, made of the public records as they are when it is sent.
 * Withdrawn words are in none.
 */
import { createHash } from 'node:crypto';
import type { NoticeValue } from '../../../src/model/generated/record-types.ts';
import { type Block, plainText, type RichText } from '../../../src/model/rich-text.ts';
import { componentName } from '../../../src/model/views/components.ts';
import { notice as findNotice, isEnded } from '../../../src/model/views/notices.ts';
import { page } from '../../../src/model/views/page.ts';
import { isWithdrawn } from '../../../src/model/views/phased-updates.ts';
import { timeline } from '../../../src/model/views/updates.ts';
import { type Impact, impacts, type NoticeKind, type Phase, worst } from '../../../src/model/vocabulary.ts';
import type { PublicTimes } from '../../core/projections/public-times.ts';
import type { LinkSource } from '../../http/public-address.ts';
import { noticeUrl } from '../../http/public-address.ts';
import { noticeText, type UpdateText } from '../../site/notice-text.ts';
import { spanText, timeText } from '../../site/words/times.ts';
import { fill, type Language, type Words, wordsIn } from '../../site/words/words.ts';
import type { ChannelEvent, ChannelEventKind } from './channel-events.ts';

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
	/** The id of the update; `null` for a reminder and a test. */
	readonly update: string | null;
	/** One line, as feeds have it: “Fix in place, monitoring: Payments fail”. */
	readonly headline: string;
	/** The operators’ words of this update. Empty: it has none, or they were withdrawn. */
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
	/** The phase from this update on. */
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
	const { seq, what, update, notice } = event;
	const subject = [logId, channel, seq, what, update ?? notice].join('\n');
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

const paragraph = (text: string): Block => ({ type: 'paragraph', children: [{ type: 'text', text }] });

/**
 * The message of an event; `null`: nothing is to be told now, because the notice was retracted or
 * is a drill, or because the update was withdrawn.
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
	const { state, now, logId } = source;
	const notice = findNotice(state, event.notice);
	if (!notice || notice.value.drill) return null;
	const own = language ?? 'en';
	const words = wordsIn(own);
	const wanted = language === null ? [] : [language];
	const address = source.address ?? '';
	const text = noticeText(
		{ ...source, address, logId, language: own, words, wanted, component: null },
		notice,
	);
	const update = text.updates.find(({ id }) => id === event.update);
	if (!isTold(event, update, notice.value, now)) return null;
	const phase = update?.phase ?? text.phase;
	const isLatest = update?.id === text.updates[0]?.id;
	const value = { ...text.value, promise: isLatest ? text.value.promise : null };
	const said = update && !isWithdrawn(update) ? update.body : [];
	const headline = fill(words.ended, { phase: headOf(event, phase, words), title: value.title });
	const body = [...factsOf(value, text.affected, own, words), ...said, ...nextOf(value, own, words)];
	const url = messageUrl(source, notice.id);
	const all = timeline(state, notice.id).map((each) => each.value);
	return {
		id: messageId(logId, channel, event),
		...{ seq: event.seq, at: event.at, what: event.what, update: event.update },
		page: pageOf(source, own),
		notice: {
			id: notice.id,
			...{ kind: value.kind, title: value.title, phase, impact: value.impact, window: value.window },
			worstImpact: worst(impacts, [value.impact, ...all.flatMap(({ impact }) => impact ?? [])]),
			components: [
				...new Set([value, ...all].flatMap(({ affected }) => affected.map(({ component }) => component))),
			].map((id) => ({ id, name: componentName(state, id) })),
			nextUpdateBy: value.promise?.nextUpdateBy ?? null,
			url,
		},
		...{ headline, words: said, body },
		text: [headline, plainText(body), url].filter((line) => line).join('\n\n'),
		language: own,
		wordsLanguage: update?.language ?? text.language,
	};
}

/** The opening and the end are told without their words if those were withdrawn. */
function isTold(
	{ what, update: id }: ChannelEvent,
	update: UpdateText | undefined,
	value: NoticeValue,
	now: number,
): boolean {
	// A reminder of work that has been ended, or was moved to the past, comes too late.
	if (id === null) return !isEnded(value, now) && Date.parse(value.window?.start ?? '') > now;
	if (!update) return false;
	if (!isWithdrawn(update) || what === 'opened') return true;
	return what === 'ended' && isEnded(value, now);
}

const headOf = ({ what }: ChannelEvent, phase: Phase, words: Words): string =>
	what === 'reminder' ? words.phases.scheduled : words.phases[phase];

function factsOf(value: NoticeValue, affected: readonly string[], language: Language, words: Words): Block[] {
	const facts: string[] = [];
	if (affected.length > 0) facts.push(fill(words.affected, { names: affected.join(words.comma) }));
	if (value.window) {
		const span = spanText(value.window.start, value.window.end, language);
		facts.push(fill(words.pair, { name: words.phases.scheduled, value: span }));
	}
	return facts.map(paragraph);
}

const nextOf = ({ promise }: NoticeValue, language: Language, words: Words): Block[] =>
	promise ? [paragraph(fill(words.promised, { time: timeText(promise.nextUpdateBy, language) }))] : [];

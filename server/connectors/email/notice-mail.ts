/** The e-mail about an event of a notice: the same message that every channel sends. */

import { plainText } from '../../../src/model/rich-text.ts';
import { directionOf } from '../../../src/model/text-direction.ts';
import { escapeHtml, richHtml } from '../../site/html.ts';
import type { Tone } from '../../site/pages/icons.ts';
import { toneOf } from '../../site/pages/tones.ts';
import { emailWords } from '../../site/words/email-words.ts';
import { spanText, timeText } from '../../site/words/times.ts';
import { fill, wordsIn } from '../../site/words/words.ts';
import type { ChannelMessage } from '../channels/channel-message.ts';
import { button, mailHtml, part, textLink, toned } from './mail-frame.ts';
import { textStyle } from './mail-style.ts';

/** The most characters of the preview in an inbox. */
const previewLength = 140;

export interface MailContent {
	readonly subject: string;
	readonly text: string;
	readonly html: string;
}

interface Recipient {
	readonly unsubscribeUrl: string;
	/** Whether the next updates may be left out, because there were many. */
	readonly hadMany: boolean;
}

/** `address`: of the server, without a slash at its end. */
export function noticeMail(message: ChannelMessage, address: string, recipient: Recipient): MailContent {
	const { page, notice, language } = message;
	const words = emailWords[language];
	// The same for all e-mails of a notice: several mail programs group by subject.
	const subject = `[${page.name}] ${notice.title}`;
	const why = fill(words.why, { name: page.name });
	const many = recipient.hadMany ? words.manyUpdates : null;
	return {
		subject,
		text: [message.text, many, `-- \n${why}\n${words.unsubscribe}: ${recipient.unsubscribeUrl}`]
			.filter((each) => each !== null)
			.join('\n\n'),
		html: mailHtml({
			...{
				language,
				subject,
				page: { name: page.name, url: page.url ?? address },
				tone: toneOfMail(message),
			},
			preheader: previewOf(message),
			content: [
				...contentOf(message),
				...(many === null ? [] : [part('p', 'note', escapeHtml(many))]),
				button(notice.url ?? address, words.viewNotice),
			].join('\n'),
			footer: part(
				'p',
				'footer',
				`${escapeHtml(why)} ${textLink(recipient.unsubscribeUrl, words.unsubscribe)}`,
			),
		}),
	};
}

/** Not about the course of the notice. */
const isAside = ({ what }: ChannelMessage): boolean =>
	what === 'retracted' || what === 'postmortem' || what === 'remedy';

const toneOfMail = (message: ChannelMessage): Tone => {
	const { what, notice } = message;
	return isAside(message) ? 'info' : toneOf(notice.kind, notice.impact, what === 'ended');
};

const stateOf = ({ notice: { kind, impact }, what, head, language }: ChannelMessage): string => {
	const words = wordsIn(language);
	const hasImpact = kind === 'incident' && what !== 'ended';
	return `${head} · ${hasImpact ? words.impacts[impact] : words.kinds[kind]}`;
};

const previewOf = (message: ChannelMessage): string => {
	const said = message.note ?? plainText(message.words).replaceAll('\n', ' ');
	const text = said === '' ? stateOf(message) : `${message.head}: ${said}`;
	const characters = [...text];
	return characters.length > previewLength ? `${characters.slice(0, previewLength - 1).join('')}…` : text;
};

function contentOf(message: ChannelMessage): readonly string[] {
	const { at, notice, language, wordsLanguage } = message;
	const words = wordsIn(language);
	const direction = directionOf(wordsLanguage);
	const own = ` lang="${escapeHtml(wordsLanguage)}" dir="${direction}"`;
	const fact = (text: string): string => part('p', 'fact', escapeHtml(text));
	const names = notice.components.map(({ name }) => name).join(words.comma);
	const facts = [
		...(names === '' ? [] : [fact(fill(words.affected, { names }))]),
		...(notice.window
			? [
					fact(
						fill(words.pair, {
							name: words.phases.scheduled,
							value: spanText(notice.window.start, notice.window.end, language),
						}),
					),
				]
			: []),
		...(notice.nextUpdateBy === null
			? []
			: [fact(fill(words.promised, { time: timeText(notice.nextUpdateBy, language) }))]),
	];
	return [
		toned(toneOfMail(message), isAside(message) ? message.head : stateOf(message)),
		part('h1', 'title', escapeHtml(notice.title), own),
		part('p', 'time', escapeHtml(timeText(at, language))),
		...(message.note === null ? [] : [part('p', 'remark', escapeHtml(message.note))]),
		...(message.words.length > 0
			? [`<div${own}>${richHtml(message.words, textStyle(direction))}</div>`]
			: []),
		...(isAside(message) ? [] : facts),
	];
}

/** What a browser shows of a message: the headline, the first sentence, and the page that a press opens. */
import { createHash } from 'node:crypto';
import { plainText } from '../../../src/model/rich-text.ts';
import { directionOf } from '../../../src/model/text-direction.ts';
import { lineThatFits } from '../channels/blocks-that-fit.ts';
import type { ChannelMessage } from '../channels/channel-message.ts';

/** What systems show of them. The whole stays far below the 4,096 bytes of a push service. */
const longestTitle = 120;
const longestText = 240;
/** A browser that was off for longer reads what happened on the page. */
const keptSeconds = 24 * 60 * 60;

/** The document that the service worker gets (docs/how-to/web-push.md). */
export const notificationDocument = (message: ChannelMessage) => ({
	candor: 1,
	id: message.id,
	title: lineThatFits(message.headline.replace(/\s+/g, ' '), longestTitle),
	body: firstSentence(message),
	// A newer message about the notice takes the place of the one before.
	tag: message.notice.id,
	url: message.notice.url ?? message.page.url,
	lang: message.wordsLanguage,
	dir: directionOf(message.language),
});

function firstSentence({ note, words, language }: ChannelMessage): string {
	const text = (note ?? plainText(words)).replace(/\s+/g, ' ').trim();
	const [first] = new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text);
	return lineThatFits(first?.segment.trim() ?? '', longestText);
}

/** How the push service treats it (RFC 8030 section 5). */
export const deliveryOf = ({ notice, what }: ChannelMessage) => {
	const isSevere = notice.impact === 'critical' || notice.impact === 'major';
	return {
		TTL: keptSeconds,
		urgency: what === 'opened' || what === 'reopened' ? (isSevere ? 'high' : 'normal') : 'normal',
		// What was not delivered yet is replaced, too.
		topic: createHash('sha256').update(notice.id).digest('base64url').slice(0, 32),
	} as const;
};

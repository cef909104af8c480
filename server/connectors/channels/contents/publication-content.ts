/** What is published about a notice besides its updates: its post-mortem, and remedies. */
import type { RemedyValue } from '../../../../src/model/generated/record-types.ts';
import { type Block, type RichText, safeHref } from '../../../../src/model/rich-text.ts';
import type { Notice } from '../../../../src/model/views/notices.ts';
import { isClaimable, remediesFor, remedyInLanguage } from '../../../../src/model/views/remedies.ts';
import { timeline } from '../../../../src/model/views/updates.ts';
import { noticeText } from '../../../site/notice-text.ts';
import type { SiteView } from '../../../site/view.ts';
import { channelWords } from '../../../site/words/channel-words.ts';
import { timeText } from '../../../site/words/times.ts';
import { fill } from '../../../site/words/words.ts';
import { type Content, noticeOf, paragraph } from './content.ts';

/** `null`: the post-mortem was removed meanwhile. */
export function postmortemContent(view: SiteView, notice: Notice): Content | null {
	const { postmortem } = noticeText(view, notice);
	if (!postmortem) return null;
	const { title, body } = postmortem.value;
	return publication(view, notice, {
		head: view.words.report,
		words: [heading(title), ...body],
		wordsLanguage: postmortem.language,
	});
}

/** `null`: the remedy was removed meanwhile, has become one for some visitors, or is over. */
export function remedyContent(view: SiteView, notice: Notice, id: string | null): Content | null {
	const found = remediesFor(view.state, notice.id).find((each) => each.id === id);
	if (!found || found.value.audience !== null || !isClaimable(found.value, view.now)) return null;
	const { value, language } = remedyInLanguage(found.value, view.wanted);
	return publication(view, notice, {
		head: channelWords[view.language].apology,
		words: [heading(value.title), ...value.apology, ...offerOf(value, view), ...(value.terms ?? [])],
		wordsLanguage: language,
	});
}

function publication(
	view: SiteView,
	notice: Notice,
	said: Pick<Content, 'head' | 'words' | 'wordsLanguage'>,
): Content {
	const { value, phase } = noticeText(view, notice);
	const updates = timeline(view.state, notice.id).map((each) => each.value);
	return {
		...{ ...said, note: null, body: said.words },
		notice: noticeOf({ id: notice.id, value: { ...value, promise: null }, phase, updates }, view),
	};
}

const heading = (title: string): Block => ({
	type: 'paragraph',
	children: [{ type: 'strong', children: [{ type: 'text', text: title }] }],
});

/** An offer that the product itself hands out is claimed there. */
function offerOf({ offer, claim, expiresAt }: RemedyValue, { words, language }: SiteView): RichText {
	const lines = [paragraph(offer.summary)];
	const href = claim.type === 'link' ? safeHref(claim.href) : null;
	if (href !== null)
		lines.push({
			type: 'paragraph',
			children: [{ type: 'link', href, children: [{ type: 'text', text: words.claim }] }],
		});
	if (claim.type === 'code') lines.push(paragraph(fill(channelWords[language].code, { code: claim.code })));
	if (expiresAt !== null) lines.push(paragraph(fill(words.until, { time: timeText(expiresAt, language) })));
	return lines;
}

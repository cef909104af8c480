/** What a banner says about that which followed an outage. */
import type { PostmortemValue, RemedyValue } from '../../model/generated/record-types.ts';
import type { FollowUp } from '../../model/views/follow-ups.ts';
import type { Notice } from '../../model/views/notices.ts';
import { page } from '../../model/views/page.ts';
import { isActionOverdue } from '../../model/views/promised-actions.ts';
import { remedyInLanguage } from '../../model/views/remedies.ts';
import { inLanguage } from '../../model/views/translation.ts';
import { dayText } from '../i18n/dates.ts';
import { firstSentence } from '../i18n/first-sentence.ts';
import { label, message } from '../i18n/messages.ts';
import { preferredLanguages } from '../i18n/preferred-languages.ts';
import { clockTime } from '../i18n/time.ts';
import { type DetailsPart, type NoticeView, paragraphs } from './view.ts';
import type { Situation } from './visitor-views.ts';

/** The title in the bar, and the details, of one thing that followed. */
interface Said {
	readonly title: string;
	readonly language: string;
	readonly parts: readonly DetailsPart[];
	readonly link?: string;
}

type Action = PostmortemValue['actions'][number];

/** The action, its state, and its day while it is not done. */
function actionText(action: Action, now: number): string {
	const { title, state, dueBy } = action;
	const day = dueBy && state !== 'done' ? dayText(dueBy) : '';
	const when = day && message(isActionOverdue(action, now) ? 'overdueSince' : 'dueBy', { day });
	const value = [label('actionStates', state), when].filter(Boolean).join(' · ');
	return message('pair', { name: title, value });
}

function saidOfRemedy(remedy: RemedyValue, now: number): Said {
	const { value, language } = remedyInLanguage(remedy, preferredLanguages());
	const { title, apology, offer, terms, expiresAt, claim } = value;
	const end = expiresAt === null ? '' : message('until', { time: clockTime(expiresAt, now) });
	return {
		title: message('pair', { name: title, value: offer.summary }),
		language,
		parts: [
			{ label: title, content: apology },
			{
				label: label('offers', offer.kind),
				content: paragraphs(offer.summary, claim.type === 'code' ? claim.code : ''),
				note: end,
			},
			{ label: message('terms'), content: terms ?? [] },
		],
		...(claim.type === 'link' && { link: claim.href }),
	};
}

function saidOfPostmortem(postmortem: PostmortemValue, now: number): Said {
	const { value, language } = inLanguage(postmortem, preferredLanguages());
	const actions = value.actions.map((action) => actionText(action, now));
	return {
		title: message('pair', { name: message('report'), value: value.title }),
		language,
		parts: [
			{ label: value.title, content: value.body },
			{ label: message('promisedActions'), content: paragraphs(...actions) },
		],
	};
}

function said(followUp: FollowUp, now: number): Said {
	if (followUp.type === 'remedy') return saidOfRemedy(followUp.remedy.value, now);
	if (followUp.type === 'postmortem') return saidOfPostmortem(followUp.postmortem.value, now);
	const { language, action } = followUp;
	const done = label('actionStates', action.state);
	return {
		title: message('pair', { name: done, value: action.title }),
		language,
		parts: [{ label: message('promisedActions'), content: paragraphs(actionText(action, now)) }],
	};
}

/**
 * One announcement about an outage: the first thing in the bar, all of them in the details. Its
 * notice is the outage, with the title of the announcement.
 */
export function followUpView(
	about: Notice,
	news: readonly FollowUp[],
	{ snapshot, now }: Situation,
): NoticeView {
	const all = news.map((each) => said(each, now));
	const { title = '', language = 'en' } = all[0] ?? {};
	// The report says what is done, too.
	const isReported = news.some(({ type }) => type === 'postmortem');
	const parts = all
		.filter((_, index) => !isReported || news[index]?.type !== 'done')
		.flatMap(({ parts }) => parts)
		.filter(({ content }) => content.length);
	const outage = inLanguage(about.value, preferredLanguages()).value.title;
	const sentence = firstSentence(parts[0]?.content ?? []);
	return {
		notice: { ...about, value: { ...about.value, title } },
		tone: 'info',
		title,
		severity: '',
		facts: [message('followUp', { title: outage })],
		isDismissible: true,
		spoken: [message('followUp', { title: outage }), title, sentence].filter(Boolean).join('. '),
		parts,
		earlier: [],
		language,
		links: [
			...all.flatMap(({ link }) => (link ? [{ href: link, text: message('claim') }] : [])),
			{ href: about.value.moreUrl, text: message('readMore') },
			{ href: page(snapshot.state)?.statusUrl, text: message('statusPage') },
		],
	};
}

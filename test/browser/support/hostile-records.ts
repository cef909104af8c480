/** Records that have the same hostile text in every field that an operator can write. */
import type { AffectedComponent } from '../../../src/model/records/component.ts';
import type { DataSafety } from '../../../src/model/records/notice.ts';
import type { RichText } from '../../../src/model/rich-text.ts';
import { aComponent, aNotice, anUpdate, aPage, atMinute } from './fake-feed.ts';

/** Rich text that has `text` in every kind of node. */
export const richTextEverywhere = (text: string): RichText => {
	const children = [
		{ type: 'text', text },
		{ type: 'code', text },
		{ type: 'em', children: [{ type: 'text', text }] },
		{ type: 'link', href: text, children: [{ type: 'strong', children: [{ type: 'text', text }] }] },
	] as const;
	return [
		{ type: 'paragraph', children },
		{ type: 'list', ordered: true, items: [children] },
	];
};

/**
 * Records by kind and id. With `inClosedSets`, also values of closed sets, such as phases, are
 * hostile.
 */
export function hostileRecords(text: string, inClosedSets: boolean): Record<string, object> {
	const rich = richTextEverywhere(text);
	const value = <Value extends string>(normal: Value): Value => (inClosedSets ? (text as Value) : normal);
	const affected: AffectedComponent[] = [
		{ component: 'c', status: value('degraded') },
		{ component: text, status: 'major-outage' },
	];
	const dataSafety: DataSafety = {
		state: value('investigating'),
		statement: rich,
		evidence: rich,
		approvedBy: text,
		asOf: atMinute(-1),
	};
	const noticeTexts = {
		title: text,
		workaround: rich,
		actions: [text],
		checklist: [text],
		notAffected: text,
	};
	const remedyTexts = { title: text, apology: rich, summary: text, terms: rich };
	const remedy = {
		notice: 'n',
		...remedyTexts,
		offer: { kind: value('service-credit'), summary: text },
		expiresAt: null,
		audience: null,
		language: text,
		translations: { [text]: remedyTexts, en: remedyTexts },
		publishedAt: atMinute(-1),
	};
	return {
		'page/page': aPage({
			name: text,
			statusUrl: text,
			supportUrl: text,
			// The first address is rejected, the second is not.
			subscribe: [
				{ by: value('email'), href: text },
				{ by: value('sms'), href: `https://ok.example/${text}` },
			],
		}),
		'component/c': aComponent(text, { description: text, group: text }),
		'notice/n': aNotice({
			...noticeTexts,
			phase: value('investigating'),
			impact: value('critical'),
			affected,
			unaffected: [text],
			dataSafety,
			promise: { nextUpdateBy: atMinute(20) },
			moreUrl: text,
			language: text,
			translations: { [text]: noticeTexts, en: noticeTexts },
			reporting: true,
			latestUpdate: 2,
		}),
		'notice/m': aNotice({
			...noticeTexts,
			kind: 'maintenance',
			phase: 'scheduled',
			affected,
			window: { start: atMinute(60), end: atMinute(90) },
		}),
		'update/u': anUpdate('n', {
			body: rich,
			affected,
			author: text,
			translations: { [text]: rich, en: rich },
		}),
		'update/v': anUpdate('n', { body: rich, number: 2, phase: value('identified'), author: text }),
		'remedy/link': { ...remedy, claim: { type: 'link', href: text } },
		'remedy/code': { ...remedy, claim: { type: 'code', code: text } },
		'remedy/event': { ...remedy, claim: { type: 'event' } },
		'postmortem/n': {
			notice: 'n',
			title: text,
			body: rich,
			publishedAt: atMinute(-1),
			updatedAt: atMinute(-1),
			actions: [{ title: text, state: value('open'), dueBy: null }],
			language: text,
			translations: { [text]: { title: text, body: rich } },
		},
	};
}

/** A state in which every field that holds an operator's words holds the same hostile ones. */
import type { AffectedComponent } from '../../../src/model/records/component.ts';
import type { DataSafety } from '../../../src/model/records/notice.ts';
import type { RichText } from '../../../src/model/rich-text.ts';
import { aComponent, aNotice, anUpdate, aPage, atMinute } from './fake-feed.ts';

/** The words in every place of the closed tree. */
export const everywhere = (text: string): RichText => {
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

/** Records by kind and id. Closed words, such as phases, are hostile too where `closed` says so. */
export function hostile(text: string, closed: boolean): Record<string, object> {
	const rich = everywhere(text);
	const word = <Word extends string>(usual: Word): Word => (closed ? (text as Word) : usual);
	const affected: AffectedComponent[] = [
		{ component: 'c', status: word('degraded') },
		{ component: text, status: 'major-outage' },
	];
	const dataSafety: DataSafety = {
		state: word('investigating'),
		statement: rich,
		evidence: rich,
		approvedBy: text,
		asOf: atMinute(-1),
	};
	const said = { title: text, workaround: rich, actions: [text], checklist: [text], notAffected: text };
	const offered = { title: text, apology: rich, summary: text, terms: rich };
	const remedy = {
		notice: 'n',
		...offered,
		offer: { kind: word('service-credit'), summary: text },
		expiresAt: null,
		audience: null,
		language: text,
		translations: { [text]: offered, en: offered },
		publishedAt: atMinute(-1),
	};
	return {
		'page/page': aPage({
			name: text,
			statusUrl: text,
			supportUrl: text,
			// One that is not drawn for its address, and one that is.
			subscribe: [
				{ by: word('email'), href: text },
				{ by: word('sms'), href: `https://ok.example/${text}` },
			],
		}),
		'component/c': aComponent(text, { description: text, group: text }),
		'notice/n': aNotice({
			...said,
			phase: word('investigating'),
			impact: word('critical'),
			affected,
			unaffected: [text],
			dataSafety,
			promise: { nextUpdateBy: atMinute(20) },
			moreUrl: text,
			language: text,
			translations: { [text]: said, en: said },
			reporting: true,
			latestUpdate: 2,
		}),
		'notice/m': aNotice({
			...said,
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
		'update/v': anUpdate('n', { body: rich, number: 2, phase: word('identified'), author: text }),
		'remedy/link': { ...remedy, claim: { type: 'link', href: text } },
		'remedy/code': { ...remedy, claim: { type: 'code', code: text } },
		'remedy/event': { ...remedy, claim: { type: 'event' } },
		'postmortem/n': {
			notice: 'n',
			title: text,
			body: rich,
			publishedAt: atMinute(-1),
			updatedAt: atMinute(-1),
			actions: [{ title: text, state: word('open'), dueBy: null }],
			language: text,
			translations: { [text]: { title: text, body: rich } },
		},
	};
}

/** The notices that a page makes by itself. */
import { newNotice } from '../model/new-record.ts';
import type { NoticeValue } from '../model/records/notice.ts';
import type { RichText } from '../model/rich-text.ts';
import type { Phase } from '../model/vocabulary.ts';

/** What the page has found: that servers do not answer while the status server does, or that nothing does. */
export type Finding =
	| { readonly kind: 'trouble'; readonly components: readonly string[] }
	| { readonly kind: 'offline' };

const paragraph = (text: string): RichText => [{ type: 'paragraph', children: [{ type: 'text', text }] }];

/** What can be said without a guess: what this page saw, and what that means for the one who reads it. */
const words = (finding: Finding): readonly [title: string, advice: string] =>
	finding.kind === 'offline'
		? [
				'You seem to be offline',
				'Neither our servers nor our status service can be reached from here. Check your connection. What you do on this page may not be saved until it is back.',
			]
		: [
				'We are having trouble reaching our servers',
				'Your connection works, but some of our servers do not answer this page as they should. What you do now may not be saved. This message goes away once they do.',
			];

/** `now` is epoch milliseconds. */
export function noticeOf(finding: Finding, now: number): NoticeValue {
	const [title, advice] = words(finding);
	const components = finding.kind === 'trouble' ? finding.components : [];
	const at = new Date(now).toISOString();
	return newNotice({
		// An incident: in this page, no element goes on saying that all is normal.
		kind: finding.kind === 'trouble' ? 'incident' : 'announcement',
		title,
		// No operator's phase fits what no operator has said. Views show a word that they do not know as it comes.
		phase: 'noticed by this page' as Phase,
		impact: 'minor',
		affected: components.map((component) => ({ component, status: 'degraded' })),
		workaround: paragraph(advice),
		openedAt: at,
		updatedAt: at,
		// A dismissal lasts until this grows: the one who puts this trouble away is told of the next.
		latestUpdate: Math.floor(now / 1000),
	});
}

/** Shows what the page found out itself as a notice, in the visitor's language. */
import { type Finding, findingId, findingKind } from '../../model/finding.ts';
import type { NoticeValue } from '../../model/generated/record-types.ts';
import { newNotice } from '../../model/new-record.ts';
import type { RichText } from '../../model/rich-text.ts';
import { merge, recordKey, type State } from '../../model/state/state.ts';
import type { Phase } from '../../model/vocabulary.ts';
import { language, message } from '../i18n/messages.ts';

const paragraph = (text: string): RichText => [{ type: 'paragraph', children: [{ type: 'text', text }] }];

/** The texts claim only what this page saw, and what that means for the visitor. */
const textsOf = ({ kind }: Finding): readonly [title: string, advice: string] =>
	kind === 'offline'
		? [message('pageOffline'), message('pageOfflineAdvice')]
		: [message('serversFailing'), message('serversFailingAdvice')];

function noticeOf(finding: Finding): NoticeValue {
	const { kind, components, foundAt } = finding;
	const [title, advice] = textsOf(finding);
	return newNotice({
		// As an incident it keeps every element of this page from showing that all is normal.
		kind: kind === 'servers-failing' ? 'incident' : 'announcement',
		title,
		// Not one of the operators' phases: no operator has written this notice.
		phase: 'noticed-by-page' as Phase,
		impact: 'minor',
		affected: components.map((component) => ({ component, status: 'degraded' })),
		workaround: paragraph(advice),
		openedAt: foundAt,
		updatedAt: foundAt,
		language: language(),
		// A dismissal lasts until this number grows, so a later finding is shown again.
		latestUpdate: Math.floor(Date.parse(foundAt) / 1000),
	});
}

/**
 * The last state with its notice, so that the same state in the same language stays the same
 * object.
 */
let last:
	| { readonly of: State; readonly finding: Finding; readonly title: string; readonly state: State }
	| undefined;

/**
 * `state` with the page's finding as a notice; `state` itself where the feed has no finding.
 *
 * @param feedState - The feed's own state, which holds the finding.
 */
export function withFinding(state: State, feedState: State): State {
	// By `get` only: a page may supply a feed whose records are an ordinary Map.
	const finding = feedState.records.get(recordKey(findingKind, findingId))?.value as
		| Finding
		| null
		| undefined;
	if (!finding) return state;
	const [title] = textsOf(finding);
	if (last?.of !== state || last.finding !== finding || last.title !== title) {
		const notice = { kind: 'notice', id: findingId, seq: Number.MAX_SAFE_INTEGER, value: noticeOf(finding) };
		last = { of: state, finding, title, state: merge(state, state.seq, [notice]) };
	}
	return last.state;
}

/** What a dry run found: the changes, and what customers would read. */
import { isObject, type JsonObject, requireObject } from '../api/response.ts';
import { addNotice, isNoticeResource, readNoticesAndComponents, requireNotice } from '../api/state.ts';
import type { Session } from '../session.ts';
import { sanitize } from '../terminal-text.ts';
import { warningLines } from './fields.ts';
import { changeLines, objectsOf } from './log-entry.ts';
import { noticeLines, timelineLines } from './notice.ts';
import { postmortemLines, remedyLines } from './remedies.ts';
import { occurrenceLines } from './series.ts';

/** They hold the former words whole, which `candor show --former` prints. */
const trails: readonly unknown[] = ['revision', 'redaction', 'retraction'];

/** `result`: a `DryRun` of the API. */
export async function printDryRun(session: Session, result: JsonObject): Promise<void> {
	const changes = objectsOf(sanitize(result.changes));
	const reading = session.json ? [] : await readingLines(session, result.response, changes);
	session.printResult(result, () => [
		'Nothing was published. This would change:',
		...changes.flatMap((change) => {
			const lines = changeLines(change);
			return trails.includes(change.kind) ? lines.slice(0, 1) : lines;
		}),
		...(reading.length > 0 ? ['', ...reading] : []),
	]);
}

/** What customers would read after a command. `response`: of a dry run. */
export async function readingLines(
	session: Session,
	response: unknown,
	changes: readonly JsonObject[],
): Promise<string[]> {
	const { client, style } = session;
	if (isNoticeResource(response)) {
		const { state } = await readNoticesAndComponents(client, { which: 'current' });
		const after = addNotice(state, response);
		const found = requireNotice(after, response);
		return [
			'Customers would read:',
			'',
			...noticeLines(found, after, style),
			'',
			'Updates:',
			...timelineLines(found, after, style),
			...warningLines(response, style),
		];
	}
	const isAbout = (kind: string): boolean => changes.some((change) => change.kind === kind);
	const isRemoval = changes.some((change) => change.change === 'removed');
	if (isObject(response) && 'rrule' in response)
		return occurrenceLines(requireObject(sanitize(response)), style);
	if (isRemoval && isAbout('notice')) return ['No page would show the notice any more.'];
	if (isRemoval || !isObject(response)) return [];
	if (isAbout('remedy')) return ['Customers would read:', ...remedyLines(sanitize(response), style)];
	if (isAbout('postmortem')) return ['Customers would read:', ...postmortemLines(sanitize(response), style)];
	return [];
}

/** cState: the `index.json` of a page. It has the titles of issues, and no words. */
import type { ComponentStatus, Impact } from '../vocabulary.ts';
import { type Json, linkOf, objectOf, objectsOf, requireShape, textOf, timeOf, wordOf } from './untrusted.ts';
import type { VendorFeed, VendorNotice } from './vendor-state.ts';

const statuses: Readonly<Record<string, ComponentStatus>> = {
	notice: 'degraded',
	disrupted: 'partial-outage',
	down: 'major-outage',
};
const impacts: Readonly<Record<string, Impact>> = { disrupted: 'major', down: 'critical' };

function noticeOf(issue: Json, names: readonly string[]): VendorNotice[] {
	const openedAt = timeOf(issue.createdAt);
	if (openedAt === null || issue.resolved === true || issue.informational === true) return [];
	const affected = Array.isArray(issue.affected) ? issue.affected.slice(0, 100).map(textOf) : [];
	return [
		{
			id: textOf(issue.filename).replace(/\.md$/, '') || textOf(issue.permalink),
			kind: 'incident',
			title: textOf(issue.title),
			phase: 'investigating',
			impact: wordOf(impacts, issue.severity, 'minor'),
			openedAt,
			affected: affected
				.filter((name) => names.includes(name))
				.map((component) => ({ component, status: wordOf(statuses, issue.severity, 'degraded') })),
			updates: [{ at: timeOf(issue.lastMod) ?? openedAt, text: '', phase: 'investigating' }],
			url: linkOf(issue.permalink),
		},
	];
}

export const feed: VendorFeed = {
	path: 'index.json',
	read(json) {
		const { title, baseURL, systems, summaryStatus } = objectOf(json);
		requireShape(textOf(title) && textOf(summaryStatus) && Array.isArray(systems));
		const all = objectsOf(systems);
		const names = all.map(({ name }) => textOf(name));
		const issues = new Map(
			all
				.flatMap(({ unresolvedIssues }) => objectsOf(unresolvedIssues))
				.map((issue) => [textOf(issue.permalink), issue]),
		);
		return {
			name: textOf(title),
			url: linkOf(baseURL),
			components: all.map(({ name, category, status }) => ({
				id: textOf(name),
				name: textOf(name),
				group: textOf(category) || null,
				status: wordOf(statuses, status, 'operational'),
			})),
			notices: [...issues.values()].flatMap((issue) => noticeOf(issue, names)),
		};
	},
};

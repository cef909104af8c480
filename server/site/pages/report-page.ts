/** The trust report for people: each figure with its definition. */
import type { ComponentTime } from '../../../src/model/report/component-time.ts';
import type { TrustReport } from '../../../src/model/report/trust-report.ts';
import { componentStatuses, impacts } from '../../../src/model/vocabulary.ts';
import { escapeHtml } from '../html.ts';
import { type Defined, reportWords } from '../words/report-words.ts';
import { dayText, durationText, monthText } from '../words/times.ts';
import { fill } from '../words/words.ts';
import { shareText } from './bars.ts';
import { layout, nameOf, type PageView } from './layout.ts';
import { componentBar, componentLegend, incidentPlot } from './report-plots.ts';

export function reportPage(view: PageView, report: TrustReport): string {
	const { words, language, root } = view;
	const own = reportWords[language];
	const intro = fill(own.intro, {
		from: dayText(report.from, language),
		until: dayText(report.until, language),
	});
	const { incidents, promises, postmortems, remedies, actions } = report;
	const kept = (count: number, all: number): string =>
		all === 0 ? own.notMeasured : fill(own.keptOf, { kept: String(count), all: String(all) });
	return layout(view, {
		path: 'report',
		title: `${own.title} · ${nameOf(view)}`,
		description: intro,
		content: [
			`<h1>${escapeHtml(own.title)}</h1><p>${escapeHtml(intro)}</p>`,
			section('incidents', own.incidents, [
				figure(own.timeToFirstNotice, measuredText(incidents.timeToFirstNotice, view)),
				figure(own.timeToResolve, measuredText(incidents.timeToResolve, view)),
				figure(own.timeBetweenUpdates, measuredText(incidents.timeBetweenUpdates, view)),
				incidentPlot(report, view),
				rows(report.months.map((month) => monthRow(month, view)).reverse()),
			]),
			section('kept', own.kept, [
				report.cadence ? figure(own.cadence, kept(report.cadence.kept, report.cadence.all)) : '',
				figure(own.promisedUpdates, kept(promises.kept, promises.kept + promises.broken)),
				figure(
					[own.postmortems[0], fill(own.postmortems[1], { days: String(postmortems.onTimeDays) })],
					kept(postmortems.onTime, postmortems.expected),
				),
				figure(own.remedies, String(remedies)),
				figure(own.actions, fill(own.actionCounts, texts(actions))),
			]),
			section('prepared', own.prepared, [drillFigure(report, view), backupFigure(report, view)]),
			section('parts', words.components, [
				componentLegend(report, view),
				rows(report.components.map((each) => componentRow(report, each, view))),
			]),
			`<div class="f"><p class="q">${escapeHtml(own.countedHow)}</p><p class="q">${escapeHtml(own.data)} <a href="${root}report.json">JSON</a>, <a href="${root}report.csv">CSV</a></p></div>`,
		].join('\n'),
	});
}

/** A definition, and how often it should happen. */
const withTarget = ([name, definition]: Defined, days: number | undefined, target: string): Defined => [
	name,
	days === undefined ? definition : `${definition} ${fill(target, { days: String(days) })}`,
];

function drillFigure({ drills, targets }: TrustReport, { language }: PageView): string {
	const own = reportWords[language];
	const { held, lastAt, promises } = drills;
	const counts = texts({ held, kept: promises.kept, all: promises.kept + promises.broken });
	return figure(
		withTarget(own.drills, targets?.drillDays, own.target),
		lastAt === null ? own.notMeasured : fill(own.drillCounts, { ...counts, last: dayText(lastAt, language) }),
	);
}

function backupFigure({ backups, targets }: TrustReport, { language }: PageView): string {
	if (!backups) return '';
	const own = reportWords[language];
	const { verifiedAt, hasFailed } = backups;
	const checked =
		verifiedAt === null ? own.notMeasured : fill(own.restoredAt, { at: dayText(verifiedAt, language) });
	return figure(
		withTarget(own.restored, targets?.restoreDays, own.target),
		hasFailed ? `${checked} · ${own.restoreFailed}` : checked,
	);
}

const texts = (numbers: Readonly<Record<string, number>>): Record<string, string> =>
	Object.fromEntries(Object.entries(numbers).map(([name, count]) => [name, String(count)]));

const section = (id: string, title: string, parts: readonly string[]): string =>
	parts.join('') &&
	`<section aria-labelledby="${id}"><h2 id="${id}">${escapeHtml(title)}</h2>${parts.join('')}</section>`;

const figure = ([name, definition]: Defined, value: string): string =>
	`<div class="f"><h3>${escapeHtml(name)}</h3><p>${escapeHtml(value)}</p><p class="q">${escapeHtml(definition)}</p></div>`;

const rows = (items: readonly string[]): string =>
	items.length === 0 ? '' : `<div class="g"><ul>${items.join('')}</ul></div>`;

/** `name` and `bar` are HTML. `parts` without a figure are left out. */
const row = (name: string, value: string, parts: readonly string[], bar = ''): string =>
	`<li class="c"><div class="r"><span dir="auto">${name}</span><strong>${escapeHtml(value)}</strong></div>${bar}${parts.length > 0 ? `<p class="q">${escapeHtml(parts.join(' · '))}</p>` : ''}</li>`;

function monthRow(
	{ month, incidents }: TrustReport['months'][number],
	{ words, language }: PageView,
): string {
	const counts = [...impacts].reverse().filter((impact) => incidents[impact] > 0);
	const total = counts.reduce((sum, impact) => sum + incidents[impact], 0);
	const parts = counts.map((impact) =>
		fill(words.pair, { name: words.impacts[impact], value: String(incidents[impact]) }),
	);
	return row(escapeHtml(monthText(`${month}-01T00:00:00.000Z`, language)), String(total), parts);
}

function componentRow(report: TrustReport, component: ComponentTime, view: PageView): string {
	const { name, minutes, uptime } = component;
	const { words, language } = view;
	const parts = [...componentStatuses].reverse().flatMap((status) => {
		const lasted = status === 'operational' ? 0 : minutes[status];
		if (lasted === 0) return [];
		return fill(words.pair, { name: words.statuses[status], value: durationText(lasted, language) });
	});
	const share = uptime === null ? '–' : fill(words.uptime, { share: shareText(uptime, words) });
	return row(escapeHtml(name), share, parts, componentBar(report, component, view));
}

function measuredText(
	{ medianMinutes, p90Minutes }: TrustReport['incidents']['timeToResolve'],
	{ language }: PageView,
): string {
	const own = reportWords[language];
	if (medianMinutes === null || p90Minutes === null) return own.notMeasured;
	return fill(own.measured, {
		median: durationText(medianMinutes, language),
		p90: durationText(p90Minutes, language),
	});
}

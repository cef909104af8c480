/** The plots of the trust report: incidents by month, and the minutes of problems of each component. */
import type { ComponentTime } from '../../../src/model/report/component-time.ts';
import type { TrustReport } from '../../../src/model/report/trust-report.ts';
import { directionOf } from '../../../src/model/text-direction.ts';
import {
	type ComponentStatus,
	componentStatuses,
	type Impact,
	impacts,
} from '../../../src/model/vocabulary.ts';
import { reportWords } from '../words/report-words.ts';
import { durationText, monthText, shortMonthText } from '../words/times.ts';
import { fill } from '../words/words.ts';
import type { PageView } from './layout.ts';
import { axisRoom, type Frame, gridLine, legendList, mark, plot, stepFor, textAt } from './plot.ts';

/** The classes of the colours, as in the bars of the components. */
const impactClasses: Readonly<Record<Impact, string>> = { none: 'n', minor: 'd', major: 'p', critical: 'o' };
const statusClasses: Readonly<Record<Exclude<ComponentStatus, 'operational'>, string>> = {
	maintenance: 'm',
	degraded: 'd',
	'partial-outage': 'p',
	'major-outage': 'o',
};

const isMirrored = ({ language }: PageView): boolean => directionOf(language) === 'rtl';
const firstOfMonth = (month: string): string => `${month}-01T00:00:00.000Z`;

const columns = { top: 10, bottom: 150, height: 176 } as const;

/** A column for each month, the worst impact on top. Empty without an incident. */
export function incidentPlot({ months }: TrustReport, view: PageView): string {
	const { words, language } = view;
	const totals = months.map(({ incidents }) => impacts.reduce((sum, impact) => sum + incidents[impact], 0));
	const greatest = Math.max(0, ...totals);
	if (greatest === 0) return '';
	const frame: Frame = {
		id: 'incidents-plot',
		height: columns.height,
		title: reportWords[language].incidents,
		description: months
			.map(({ month }, index) => {
				const name = monthText(firstOfMonth(month), language);
				return fill(words.pair, { name, value: String(totals[index]) });
			})
			.join('; '),
		isMirrored: isMirrored(view),
	};
	const step = stepFor(greatest);
	const scale = (columns.bottom - columns.top) / (step * 2);
	const room = (100 - axisRoom) / months.length;
	const marks = months.flatMap(({ month, incidents }, index) => {
		const from = axisRoom + room * (index + 0.2);
		let y: number = columns.bottom;
		const parts = impacts
			.filter((impact) => incidents[impact] > 0)
			.map((impact) => {
				const height = incidents[impact] * scale;
				y -= height;
				return mark(frame, impactClasses[impact], [from, room * 0.6], [y, height]);
			});
		const label = shortMonthText(firstOfMonth(month), language);
		return [...parts, textAt(frame, from + room * 0.3, columns.height - 8, label, 'middle')];
	});
	const grid = [0, 1, 2].map((each) =>
		gridLine(frame, columns.bottom - each * step * scale, String(each * step)),
	);
	const shown = impacts.filter((impact) => months.some(({ incidents }) => incidents[impact] > 0));
	const legend = shown.map((impact) => [impactClasses[impact], words.impacts[impact]] as const);
	return plot(frame, [...grid, ...marks]) + legendList(legend);
}

const problems = componentStatuses.filter((status) => status !== 'operational');
const sumOf = ({ minutes }: ComponentTime): number =>
	problems.reduce((sum, status) => sum + minutes[status], 0);

/** What the colours of the bars mean. Empty where no component had a problem. */
export function componentLegend({ components }: TrustReport, { words }: PageView): string {
	const shown = problems.filter((status) => components.some(({ minutes }) => minutes[status] > 0));
	return shown.length === 0
		? ''
		: legendList(shown.map((status) => [statusClasses[status], words.statuses[status]] as const));
}

/** A bar of the minutes of each status, the worst first; the longest of all fills its line. */
export function componentBar({ components }: TrustReport, component: ComponentTime, view: PageView): string {
	const { words, language } = view;
	const greatest = Math.max(...components.map(sumOf));
	const lasted = [...problems].reverse().filter((status) => component.minutes[status] > 0);
	if (lasted.length === 0) return '';
	const frame: Frame = {
		id: `time-${component.id}`,
		height: 10,
		title: component.name,
		description: lasted
			.map((status) => {
				const value = durationText(component.minutes[status], language);
				return fill(words.pair, { name: words.statuses[status], value });
			})
			.join('; '),
		isMirrored: isMirrored(view),
	};
	let from = 0;
	const marks = lasted.map((status) => {
		const width = (component.minutes[status] / greatest) * 100;
		from += width;
		return mark(frame, statusClasses[status], [from - width, width], [0, frame.height]);
	});
	return plot(frame, marks);
}

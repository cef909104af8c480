/** The last days of a component as one small picture, with its figures in words. */
import type { ComponentHistory } from '../../../src/model/history/history.ts';
import { uptimeOf } from '../../../src/model/views/uptime.ts';
import type { ComponentStatus } from '../../../src/model/vocabulary.ts';
import { escapeHtml } from '../html.ts';
import type { SiteView } from '../view.ts';
import { dayText } from '../words/times.ts';
import { fill, type Words } from '../words/words.ts';

/** The class of each status; a day without trouble shows the background. */
const classes: Readonly<Partial<Record<ComponentStatus | 'none', string>>> = {
	none: 'n',
	maintenance: 'm',
	degraded: 'd',
	'partial-outage': 'p',
	'major-outage': 'o',
};

/** A path for each status: the runs of days that it was the worst of. */
function paths({ worst }: ComponentHistory): string {
	const runs = new Map<string, string>();
	for (let from = 0; from < worst.length; ) {
		const status = worst[from] ?? 'none';
		let to = from + 1;
		while (to < worst.length && (worst[to] ?? 'none') === status) to += 1;
		const name = classes[status];
		if (name) runs.set(name, `${runs.get(name) ?? ''}M${from} 0h${to - from}v1H${from}z`);
		from = to;
	}
	return [...runs].map(([name, path]) => `<path class="${name}" d="${path}"/>`).join('');
}

export function shareText(share: number, words: Words): string {
	const value = (share * 100)
		.toFixed(2)
		.replace(/\.?0+$/, '')
		.replace('.', words.decimal);
	return fill(words.percent, { value });
}

/** `firstDay`: of the history, `YYYY-MM-DD`. */
export function bars(
	history: ComponentHistory,
	firstDay: string,
	{ words, language, now }: SiteView,
): string {
	const uptime = uptimeOf(history, now);
	if (!uptime) return '';
	const share = shareText(uptime.share, words);
	const existsFrom = history.worst.findIndex((status) => status !== null);
	const days = history.worst.length;
	const since =
		existsFrom === days - 1
			? words.sinceToday
			: fill(words.since, {
					day: dayText(new Date(Date.parse(firstDay) + existsFrom * 86_400_000).toISOString(), language),
				});
	const begin = existsFrom > 0 ? since : dayText(firstDay, language);
	const up = fill(words.uptime, { share });
	const label = `${begin} – ${words.today}: ${up}`;
	return `<svg class="b" viewBox="0 0 ${days} 1" preserveAspectRatio="none" role="img" aria-label="${escapeHtml(label)}">${paths(history)}</svg><p class="k q"><span>${escapeHtml(begin)}</span><span>${escapeHtml(up)}</span><span>${escapeHtml(words.today)}</span></p>`;
}

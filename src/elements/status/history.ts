/**
 * The last days of a component: a bar for each day, a summary, and a list of the days that were not
 * normal.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { ComponentHistory, History } from '../../model/history/history.ts';
import { type PastDay, pastDay, uptimeOf } from '../../model/views/uptime.ts';
import { dayOfMonth, dayText } from '../i18n/dates.ts';
import { direction, label, message } from '../i18n/messages.ts';
import { percentText } from '../i18n/numbers.ts';
import { lengthText, relativeTime } from '../i18n/relative-time.ts';
import { toneOfStatus } from '../shared/tones.ts';
import { dayAt, markDay, narrowDays } from './bars.ts';

const dayMs = 86_400_000;

/** Epoch milliseconds of a day's midnight in UTC. */
const startOfDay = (history: History, index: number): number => Date.parse(history.from) + index * dayMs;

/** "Tue 24 Nov: Partial outage, for 1 hour 20 minutes". The server counts in days of UTC. */
const dayDescription = (history: History, { index, status, seconds }: PastDay): string =>
	message(seconds ? 'pairFor' : 'pair', {
		name: dayText(startOfDay(history, index), 'UTC'),
		value: label('statuses', status),
		length: lengthText(seconds),
	});

/** "90 days ago", or since when a component exists that is younger: "Since 12 Nov". */
function beginText(history: History, firstDay: number, days: number, now: number): string {
	const first = history.days - days;
	if (firstDay <= first) return relativeTime(now - days * dayMs, now);
	return firstDay === history.days - 1
		? message('sinceToday')
		: message('since', { day: dayOfMonth(startOfDay(history, firstDay), 'UTC') });
}

export interface HistoryOptions {
	readonly history: History;
	readonly now: number;
	/** The drawing of the days; the same node for the same history. */
	readonly bars: (history: ComponentHistory) => SVGElement;
	/** The index of the day under the pointer, `null` if there is none. */
	readonly pointedDay: number | null;
	/** Called when the pointer enters a day or leaves all days. */
	readonly onPoint: (index: number | null) => void;
	/** Whether the list of days is open, and what to call when the visitor opens or closes it. */
	readonly isListOpen: boolean;
	readonly onToggleList: (isOpen: boolean) => void;
}

export function componentHistory(
	component: ComponentHistory,
	{ history, now, bars, pointedDay, onPoint, isListOpen, onToggleList }: HistoryOptions,
): TemplateResult | typeof nothing {
	const uptime = uptimeOf(component, now);
	if (!uptime) return nothing;
	const strip = bars(component);
	const pointed = pastDay(component, pointedDay ?? -1);
	markDay(strip, pointed && pointedDay);
	const onPointerMove = ({ clientX }: PointerEvent): void =>
		onPoint(dayAt(strip, history.days, clientX, direction() === 'rtl'));
	const firstDay = component.worst.findIndex((status) => status !== null);
	const begin = (days: number): string => beginText(history, firstDay, days, now);
	const figures = { share: percentText(uptime.share), count: uptime.troubled };
	const summary =
		firstDay > 0
			? message('historySince', { ...figures, since: begin(history.days) })
			: message('history', { ...figures, days: history.days });
	return html`
		<div
			class="bars"
			part="bars"
			role="img"
			aria-label=${summary}
			@pointermove=${onPointerMove}
			@pointerdown=${onPointerMove}
			@pointerleave=${() => onPoint(null)}
		>
			${strip}
		</div>
		<p class="muted scale" aria-hidden="true">
			${
				pointed
					? html`<span .textContent=${dayDescription(history, pointed)}></span>`
					: html`
						<span class="wide" .textContent=${begin(history.days)}></span>
						<span class="narrow" .textContent=${begin(narrowDays)}></span>
						<span .textContent=${message('uptime', { share: figures.share })}></span>
						<span .textContent=${message('today')}></span>
					`
			}
		</p>
		${
			uptime.days.length > 0
				? html`<details class="past" ?open=${isListOpen} @toggle=${({ target }: Event) => onToggleList((target as HTMLDetailsElement).open)}>
					<summary .textContent=${message('historyDays', { count: uptime.days.length })}></summary>
					${
						isListOpen
							? html`<ul class="plain">
								${uptime.days.map(
									(day) =>
										html`<li data-tone=${toneOfStatus(day.status)} .textContent=${dayDescription(history, day)}></li>`,
								)}
							</ul>`
							: nothing
					}
				</details>`
				: nothing
		}
	`;
}

/** Durations and percentages in the elements' language. */
import { locale, perLocale } from './messages.ts';

const unitText = (count: number, unit: 'hour' | 'minute'): string =>
	count.toLocaleString(locale(), { style: 'unit', unit, unitDisplay: 'long' });

/** "1 hour 20 minutes"; at least one minute. */
export function durationText(seconds: number): string {
	const minutes = Math.max(1, Math.round(seconds / 60));
	const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
	return [hours && unitText(hours, 'hour'), rest && unitText(rest, 'minute')].filter(Boolean).join(' ');
}

const percent = perLocale(
	(tag) => new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 2 }),
);
/** "99.95%" for 0.9995. */
export const percentText = (fraction: number): string => percent().format(fraction);

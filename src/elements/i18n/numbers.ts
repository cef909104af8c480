/** Percentages and lists in the elements' language. */
import { isolate, message } from './messages.ts';

/** "99.95%" for 0.9995: at most two decimals. */
export function percentText(fraction: number): string {
	const value = `${Math.round(fraction * 10_000) / 100}`;
	return message('percent', { value: value.replace('.', message('decimal')) });
}

/** "Card payments, Transfers". */
export const listText = (names: readonly string[]): string => names.map(isolate).join(message('comma'));

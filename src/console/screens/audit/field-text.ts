/** The value of a field in the log, for people. */
import { plainText, type RichText } from '../../../model/rich-text.ts';

const isRichText = (value: unknown): value is RichText =>
	Array.isArray(value) &&
	value.length > 0 &&
	value.every((block) => block?.type === 'paragraph' || block?.type === 'list');

export function fieldText(value: unknown): string {
	if (value === null || value === undefined) return '–';
	if (typeof value === 'string') return value;
	if (isRichText(value)) return plainText(value);
	return JSON.stringify(value, null, 1);
}

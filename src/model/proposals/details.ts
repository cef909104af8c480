/** What a waiting command would change, field by field, in words. Pure. */
import { impactLabels, phaseLabels, safetyLabels, statusLabels } from '../labels.ts';
import type { ComponentStatus, DataSafetyState, Impact, Phase } from '../vocabulary.ts';
import { audienceText, type WaitingCommand } from './sentence.ts';

export interface WaitingDetail {
	readonly name: string;
	readonly text: string;
}

export interface DetailTexts {
	/** The name of a component, by its id. */
	readonly componentName: (id: string) => string;
	/** A time for the reader. Gets ISO 8601. */
	readonly time: (instant: string) => string;
}

/** What the sentence says already, and what names the notice. */
const saidAlready: readonly string[] = ['type', 'notice', 'id', 'title', 'kind', 'newComponents'];

const names: Readonly<Record<string, string>> = {
	body: 'Text',
	affected: 'Affected',
	unaffected: 'Not affected',
	workaround: 'What customers can do',
	actions: 'Buttons',
	dataSafety: 'Data',
	promise: 'Next update',
	estimate: 'Expected end',
	window: 'Window',
	audience: 'Reaches',
	expiresAt: 'Expires',
	notAffected: 'For customers who are not affected',
	moreUrl: 'Link',
	translations: 'Translations',
	into: 'Duplicate of',
};

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A line for each field, in the order of the command. Fields that this version does not know are lines too. */
export const waitingDetails = ({ command }: WaitingCommand, texts: DetailTexts): readonly WaitingDetail[] =>
	Object.entries(command)
		.filter(([name, value]) => !saidAlready.includes(name) && value !== undefined)
		.map(([name, value]) => ({ name: names[name] ?? nameText(name), text: fieldText(name, value, texts) }));

/** `nextUpdateBy` as "Next update by". */
const nameText = (name: string): string => {
	const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('-', ' ');
	return words.charAt(0).toUpperCase() + words.slice(1);
};

function fieldText(name: string, value: unknown, texts: DetailTexts): string {
	if (name === 'audience') return audienceText(value);
	if (value === null) return 'none';
	if (name === 'affected' && Array.isArray(value))
		return value
			.filter(isFields)
			.map((each) => affectedText(each, texts))
			.join(', ');
	if (name === 'unaffected' && Array.isArray(value))
		return value.map((id) => texts.componentName(String(id))).join(', ');
	if (name === 'dataSafety' && isFields(value)) return safetyText(value, texts);
	if (name === 'translations' && isFields(value)) return Object.keys(value).join(', ');
	if (name === 'phase' && typeof value === 'string') return phaseLabels[value as Phase] ?? value;
	if (name === 'impact' && typeof value === 'string') return impactLabels[value as Impact] ?? value;
	return valueText(value, texts);
}

const affectedText = ({ component, status }: Fields, { componentName }: DetailTexts): string => {
	const label = statusLabels[status as ComponentStatus]?.toLowerCase() ?? String(status);
	return `${componentName(String(component))} (${label})`;
};

function safetyText({ state, ...others }: Fields, texts: DetailTexts): string {
	const label = safetyLabels[state as DataSafetyState] ?? String(state);
	const rest = valueText(others, texts);
	return rest === '' ? label : `${label}. ${rest}`;
}

const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/;

/** Any value in words: lists after one another, members with their names, rich text as its words. */
function valueText(value: unknown, texts: DetailTexts): string {
	if (value === null || value === undefined) return 'none';
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	if (typeof value === 'string') return instant.test(value) ? texts.time(value) : value;
	if (Array.isArray(value))
		return isRichText(value) ? wordsOf(value) : value.map((each) => valueText(each, texts)).join(', ');
	if (!isFields(value)) return String(value);
	const members = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
	// A single member needs no name: the line has one.
	if (members.length === 1) return valueText(members[0]?.[1], texts);
	return members
		.map(([name, member]) => `${nameText(name).toLowerCase()}: ${valueText(member, texts)}`)
		.join('; ');
}

const isRichText = (value: readonly unknown[]): boolean =>
	value.length > 0 &&
	value.every((block) => isFields(block) && (block.type === 'paragraph' || 'items' in block));

/** The words of a rich text whose blocks were not checked, in one line. */
const wordsOf = (blocks: readonly unknown[]): string =>
	blocks
		.flatMap((block) => (isFields(block) && Array.isArray(block.items) ? block.items : [block]))
		.map(inlineWords)
		.join(' ');

function inlineWords(node: unknown): string {
	if (Array.isArray(node)) return node.map(inlineWords).join('');
	if (!isFields(node)) return '';
	return typeof node.text === 'string' ? node.text : inlineWords(node.children);
}

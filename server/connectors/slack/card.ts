/** The card of a draft: what customers will read, and the buttons that decide. */
import type { RichText } from '../../../src/model/rich-text.ts';
import type { State } from '../../../src/model/state/state.ts';
import { componentName } from '../../../src/model/views/components.ts';
import type { Proposal } from '../../../src/model/views/proposals.ts';
import { lineThatFits } from '../channels/blocks-that-fit.ts';
import { slackBody } from '../channels/kinds/slack.ts';
import { escapeMarkup, type SlackBlock, type SlackMessage } from './message.ts';

const longestHeader = 150;
const longestField = 1_000;
const longestBody = 6_000;

const plain = (text: string, most = longestField) => ({
	type: 'plain_text',
	text: lineThatFits(text, most),
	emoji: false,
});
const note = (text: string): SlackBlock => ({ type: 'context', elements: [plain(text)] });

const whatItDoes: Readonly<Record<string, string>> = {
	'open-notice': 'Draft of an incident',
	'post-update': 'Draft of an update',
	resolve: 'Draft of the end',
};

/** The lines above the words: what the draft would change. */
function fieldsOf({ command }: Proposal['value'], state: State): readonly SlackBlock[] {
	const impact = typeof command.impact === 'string' ? command.impact : null;
	const affected = (Array.isArray(command.affected) ? command.affected : []) as { component: string }[];
	const names = affected.map(({ component }) => componentName(state, component)).join(', ');
	const fields = [
		plain(whatItDoes[String(command.type)] ?? 'Draft'),
		...(impact === null ? [] : [plain(`Impact: ${impact}`)]),
		...(names === '' ? [] : [plain(`Affected: ${names}`)]),
	];
	return [{ type: 'section', fields }];
}

function wordsOf({ value }: Proposal, state: State): readonly SlackBlock[] {
	const { title, command } = value;
	const body = slackBody((command.body ?? []) as RichText, longestBody);
	return [
		{ type: 'header', text: plain(title, longestHeader) },
		...fieldsOf(value, state),
		note('What customers will read:'),
		body ?? note('Only the title. Edit the draft in the console to add more.'),
	];
}

const confirmation = (text: string, confirm: string, style: 'primary' | 'danger') => ({
	title: plain('Are you sure?'),
	text: plain(text),
	confirm: plain(confirm),
	deny: plain('Cancel'),
	style,
});

export interface CardFacts {
	readonly draft: Proposal;
	readonly state: State;
	/** The person who wrote it. */
	readonly person: string;
	/** The console of this server. */
	readonly consoleUrl: string;
}

/** `id`: of the card, which its buttons send. `minutes`: how long they work. */
export function cardOf(
	{ draft, state, person, consoleUrl }: CardFacts,
	id: string,
	minutes: number,
): SlackMessage {
	const button = (action: string, text: string) => ({ type: 'button', action_id: action, text: plain(text) });
	return {
		response_type: 'in_channel',
		text: escapeMarkup(`Draft by ${person}: ${draft.value.title}`),
		blocks: [
			...wordsOf(draft, state),
			{
				type: 'actions',
				block_id: 'decide',
				elements: [
					{
						...button('publish', 'Publish'),
						...{ value: id, style: 'primary' },
						confirm: confirmation('Every open page shows it at once.', 'Publish', 'primary'),
					},
					{
						...button('discard', 'Discard'),
						...{ value: id, style: 'danger' },
						confirm: confirmation('The draft is deleted.', 'Discard', 'danger'),
					},
					{ ...button('console', 'Edit in console'), url: consoleUrl },
				],
			},
			note(`Written by ${person}. Another person publishes it, within ${minutes} minutes.`),
		],
	};
}

/** The same card once it decides nothing any more. */
export const closedCard = ({ draft, state }: CardFacts, sentence: string): SlackMessage => ({
	response_type: 'in_channel',
	replace_original: true,
	text: escapeMarkup(`${draft.value.title}: ${sentence}`),
	blocks: [...wordsOf(draft, state), note(sentence)],
});

/** What is shown in Slack. Operators' words are plain or rich text, which cannot mention anyone. */
import type { slackBody } from '../channels/kinds/slack.ts';

export type SlackBlock =
	| ReturnType<typeof slackBody>
	| { readonly type: string; readonly [field: string]: unknown };

export interface SlackMessage {
	/** `ephemeral`: only the operator sees it. */
	readonly response_type: 'ephemeral' | 'in_channel';
	/** Whether it takes the place of the message whose button was pressed. */
	readonly replace_original?: boolean;
	/** For notifications and screen readers, with the escapes of Slack's markup. */
	readonly text: string;
	readonly blocks?: readonly SlackBlock[];
}

/** Text in Slack's markup needs these three escapes, and no others. */
export const escapeMarkup = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A sentence that only the operator sees. The card stays. */
export const privately = (sentence: string): SlackMessage => ({
	response_type: 'ephemeral',
	replace_original: false,
	text: escapeMarkup(sentence),
});

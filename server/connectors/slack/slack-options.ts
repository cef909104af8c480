/** How Slack is connected (docs/how-to/slack.md). */
import type { Role } from '../../../src/model/vocabulary.ts';

export interface SlackOperator {
	/** The member id, such as `U024BE7LH`. */
	readonly user: string;
	readonly role: Role;
	/** The person, as the owners of tokens are written: the rule of two persons compares them. */
	readonly person: string;
}

export interface SlackOptions {
	/** The signing secrets of the app. While one is replaced there are two. */
	readonly secrets: readonly string[];
	/** The workspace whose requests are accepted, such as `T024BE7LD`. */
	readonly team: string;
	readonly operators: readonly SlackOperator[];
	/** Where answers may be sent. Default: Slack's own hosts. */
	readonly responseOrigins?: readonly string[];
}

export const slackOrigins: readonly string[] = ['https://hooks.slack.com', 'https://hooks.slack-gov.com'];

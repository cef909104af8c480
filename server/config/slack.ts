/** The variables of Slack (docs/how-to/slack.md). */
import { z } from 'zod';
import { roles } from '../../src/model/vocabulary.ts';
import type { SlackOperator, SlackOptions } from '../connectors/slack/slack-options.ts';
import { list } from './values.ts';

const secretHint =
	'Use the signing secret of the app, or the old and the new one, separated by a comma, while it is replaced.';
const teamHint = 'Use the id of the workspace, such as T024BE7LD.';
const operatorHint = `Use entries such as U024BE7LH=publisher:mail@example.com, separated by commas; the roles are ${roles.join(', ')}.`;

const entry = new RegExp(`^([UW][A-Z0-9]{2,40})=(${roles.join('|')}):([^\\p{C}]{1,80})$`, 'u');

/** `null`: it is no entry. */
function operatorIn(text: string): SlackOperator | null {
	const [, user, role, person] = entry.exec(text) ?? [];
	const known = roles.find((each) => each === role);
	return user && known && person ? { user, role: known, person: person.trim() } : null;
}

export const slackVariables = {
	CANDOR_SLACK_SIGNING_SECRET: list
		.pipe(
			z
				.array(z.string().regex(/^[\x21-\x7e]{16,200}$/, secretHint))
				.min(1, secretHint)
				.max(5, secretHint),
		)
		.optional(),
	CANDOR_SLACK_TEAM: z
		.string()
		.regex(/^[TE][A-Z0-9]{2,40}$/, teamHint)
		.optional(),
	CANDOR_SLACK_OPERATORS: z
		.string()
		.transform((text) => text.split(/[,\n]/).map((each) => each.trim()))
		.transform((entries) => entries.filter((each) => each !== '').map(operatorIn))
		.pipe(z.array(z.custom<SlackOperator>((value) => value !== null, operatorHint)).min(1, operatorHint))
		.refine((all) => new Set(all.map(({ user }) => user)).size === all.length, 'A member is named twice.')
		.optional(),
};

type Variables = z.infer<z.ZodObject<typeof slackVariables>> & {
	readonly CANDOR_PUBLIC_URL?: string | undefined;
};

/** What is missing, by the name of the variable. */
export function slackProblems(data: Variables): readonly (readonly [name: string, message: string])[] {
	const names = Object.keys(slackVariables) as (keyof typeof slackVariables)[];
	const given = names.filter((name) => data[name] !== undefined);
	if (given.length === 0) return [];
	return [...names, 'CANDOR_PUBLIC_URL' as const]
		.filter((name) => data[name] === undefined)
		.map((name) => [name, `Set it as well, because ${given.join(' and ')} is set.`] as const);
}

/** `null`: Slack is not connected. */
export function slackOf(data: Variables): SlackOptions | null {
	const { CANDOR_SLACK_SIGNING_SECRET: secrets, CANDOR_SLACK_TEAM: team } = data;
	const { CANDOR_SLACK_OPERATORS: operators } = data;
	return secrets && team && operators ? { secrets, team, operators } : null;
}

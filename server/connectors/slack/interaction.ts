/** What Slack sends: forms, one of which holds JSON. */
import { z } from 'zod';
import { CandorError } from '../../../src/model/errors.ts';

const form = (body: string): Record<string, string> => Object.fromEntries(new URLSearchParams(body));

const member = z.string().regex(/^[UW][A-Z0-9]{2,40}$/);
const responseUrl = z.url();

const slashCommand = z.object({
	text: z.string().default(''),
	user_id: member,
	team_id: z.string(),
	response_url: responseUrl,
});

const pressed = z.object({
	type: z.string(),
	user: z.object({ id: member }),
	team: z.object({ id: z.string() }),
	response_url: responseUrl.optional(),
	actions: z.array(z.object({ action_id: z.string(), value: z.string().max(100).optional() })).default([]),
});

export interface SlashCommand {
	readonly text: string;
	readonly user: string;
	readonly team: string;
	readonly responseUrl: string;
}

export interface Pressed {
	readonly user: string;
	readonly team: string;
	/** `null`: Slack wants no answer to it. */
	readonly responseUrl: string | null;
	/** `null`: something else than a button that decides. */
	readonly button: { readonly action: 'publish' | 'discard'; readonly card: string } | null;
}

/** Throws CandorError `malformed`. */
export function readSlashCommand(body: string): SlashCommand {
	const { data } = slashCommand.safeParse(form(body));
	if (!data) throw malformed('a slash command');
	return { text: data.text, user: data.user_id, team: data.team_id, responseUrl: data.response_url };
}

/** Throws CandorError `malformed`. */
export function readPressed(body: string): Pressed {
	const { data } = pressed.safeParse(parsed(form(body).payload ?? ''));
	if (!data) throw malformed('an interaction');
	const { type, user, team, response_url: url = null, actions } = data;
	const [first] = type === 'block_actions' ? actions : [];
	const action = first?.action_id;
	const card = first?.value;
	const decides = (action === 'publish' || action === 'discard') && card !== undefined;
	return { user: user.id, team: team.id, responseUrl: url, button: decides ? { action, card } : null };
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw malformed('an interaction');
	}
}

const malformed = (what: string): CandorError =>
	new CandorError('malformed', `The body is not ${what} of Slack. Compare the app with its manifest.`);

/** What each verb of the slash command does. Nothing of it publishes. */
import type { Command, CommandOf } from '../../../src/model/commands/command.ts';
import { CandorError } from '../../../src/model/errors.ts';
import { actionsOf, refusedAction, rolesFor } from '../../../src/model/permissions.ts';
import type { State } from '../../../src/model/state/state.ts';
import { components } from '../../../src/model/views/components.ts';
import { activeNotices } from '../../../src/model/views/notices.ts';
import type { Clock } from '../../core/clock.ts';
import type { CommandHandler } from '../../core/command-handler.ts';
import type { LiveState } from '../../core/live-state.ts';
import { parseMarkdown } from '../../core/markdown/parse-markdown.ts';
import { schemaError } from '../../http/api-errors.ts';
import type { SignIns } from '../../http/sign-ins.ts';
import { proposalIn } from '../../http/v1/proposal-resource.ts';
import { openNoticeFields } from '../../http/v1/schemas/notices.ts';
import { cardOf } from './card.ts';
import { helpText, readCommand, type SlackCommand } from './command-text.ts';
import { escapeMarkup, privately, type SlackMessage } from './message.ts';
import type { KnownOperator } from './operators.ts';
import { cardMs, type StoredCards } from './stored-cards.ts';

const mostListed = 20;

export interface VerbDependencies {
	readonly commandHandler: CommandHandler;
	readonly liveState: LiveState;
	readonly cards: StoredCards;
	readonly signIns: SignIns;
	readonly clock: Clock;
	readonly newId: () => string;
	readonly consoleUrl: string;
}

/** Throws CandorError where the command cannot be a draft. */
export async function obey(
	text: string,
	operator: KnownOperator,
	dependencies: VerbDependencies,
): Promise<SlackMessage> {
	const said = readCommand(text);
	const { liveState, clock } = dependencies;
	if (said.verb === 'help') return { response_type: 'ephemeral', text: escapeMarkup(helpText) };
	if (said.verb === 'status') return privately(statusText(liveState.state, clock.now()));
	if (said.verb === 'wrong') return privately(said.problem);
	return draft(commandOf(said), operator, dependencies);
}

function statusText(state: State, now: number): string {
	const open = activeNotices(state, now).filter(({ value }) => !value.drill);
	const bad = components(state, now).filter(({ worst }) => worst !== 'operational');
	const lines = [
		...open.map(({ id, value }) => `${id}: ${value.title} (${value.impact}, ${value.phase})`),
		...bad.map(({ value, worst }) => `${value.name}: ${worst}`),
	];
	if (lines.length === 0) return 'No notice is open, and every component is operational.';
	const more = lines.length - mostListed;
	return [...lines.slice(0, mostListed), ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

type Drafted = CommandOf<'draft-notice'>['command'];

function commandOf(said: Exclude<SlackCommand, { verb: 'status' | 'help' | 'wrong' }>): Drafted {
	if (said.verb !== 'open') {
		const type = said.verb === 'update' ? 'post-update' : 'resolve';
		return { type, notice: said.notice, body: parseMarkdown(said.body) };
	}
	const { title, body, impact, components: ids } = said;
	const { data, error } = openNoticeFields.safeParse({
		...{ kind: 'incident', title },
		...(body !== '' && { body }),
		...(impact !== null && { impact }),
		...(ids.length > 0 && { affected: ids.map((component) => ({ component })) }),
	});
	if (!data) throw schemaError(error);
	// A person decides about the card.
	return { ...data, type: 'open-notice', anyway: true };
}

async function draft(
	command: Drafted,
	{ actor, role, person }: KnownOperator,
	{ commandHandler, liveState, cards, signIns, clock, newId, consoleUrl }: VerbDependencies,
): Promise<SlackMessage> {
	const request: Command = { type: 'draft-notice', command };
	const refused = refusedAction(role, actionsOf(request));
	if (refused !== undefined) {
		signIns.recordForbidden(actor, role, refused);
		return privately(roleSentence(role, refused));
	}
	const result = await commandHandler.execute({ command: request, actor, source: 'slack' });
	const made = result && proposalIn(result.commit);
	if (!made) throw new CandorError('internal', 'No draft was made.');
	const id = newId();
	const { title } = made.value;
	await cards.put(id, { draft: made.id, seq: made.seq, title, person, at: clock.now(), decided: null });
	return cardOf({ draft: made, state: liveState.state, person, consoleUrl }, id, cardMs / 60_000);
}

export const roleSentence = (role: string, action: Parameters<typeof rolesFor>[0]): string =>
	`Your role here is "${role}", and this needs ${rolesFor(action)
		.map((each) => `"${each}"`)
		.join(' or ')}. Nothing was done.`;

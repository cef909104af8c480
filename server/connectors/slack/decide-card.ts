/** A pressed button of a card: the draft is published or discarded, once. */
import type { Command } from '../../../src/model/commands/command.ts';
import { CandorError } from '../../../src/model/errors.ts';
import { actionsOf, refusedAction } from '../../../src/model/permissions.ts';
import { type Proposal, proposal } from '../../../src/model/views/proposals.ts';
import { isSamePerson } from '../../core/tokens/same-person.ts';
import type { Tokens } from '../../core/tokens/tokens.ts';
import { approvalBy } from '../../http/v1/approval.ts';
import type { OneAtATime } from '../claims/one-at-a-time.ts';
import { closedCard } from './card.ts';
import { privately, type SlackMessage } from './message.ts';
import type { KnownOperator } from './operators.ts';
import { cardMs, type StoredCard } from './stored-cards.ts';
import { roleSentence, type VerbDependencies } from './verbs.ts';

export interface CardDependencies extends VerbDependencies {
	readonly tokens: Tokens;
	/** Presses of one card wait for each other. The log decides between servers. */
	readonly oneAtATime: OneAtATime;
}

export type CardAction = 'publish' | 'discard';

const done = { publish: 'published', discard: 'discarded' } as const;

const timeOf = (at: number): string => `${new Date(at).toISOString().slice(11, 16)} UTC`;

/** Throws CandorError where the log refuses it. */
export const decideCard = (
	id: string,
	action: CardAction,
	operator: KnownOperator,
	dependencies: CardDependencies,
): Promise<SlackMessage> => dependencies.oneAtATime.run(id, () => decide(id, action, operator, dependencies));

async function decide(
	id: string,
	action: CardAction,
	operator: KnownOperator,
	dependencies: CardDependencies,
): Promise<SlackMessage> {
	const { cards, liveState, signIns, clock, consoleUrl } = dependencies;
	const card = await cards.find(id);
	if (!card) return privately(`This card is too old, so nothing was done. Look at the drafts: ${consoleUrl}`);
	const { decided, person } = card;
	if (decided) return privately(`Already ${decided.action} by ${decided.person} at ${timeOf(decided.at)}.`);
	const draft = proposal(liveState.state, card.draft);
	if (!draft)
		return privately('This draft waits no more: it was published or discarded elsewhere. Nothing was done.');
	const facts = { draft, state: liveState.state, person, consoleUrl };
	if (draft.seq !== card.seq)
		return closedCard(facts, 'The draft was edited since. Look at it in the console. Nothing was done.');
	if (clock.now() >= card.at + cardMs)
		return closedCard(facts, 'This card has expired. The draft still waits in the console.');
	const command: Command =
		action === 'publish'
			? { type: 'approve-draft', draft: draft.id }
			: { type: 'discard-draft', draft: draft.id };
	const refused = refusedAction(operator.role, actionsOf(command));
	if (refused !== undefined) {
		signIns.recordForbidden(operator.actor, operator.role, refused);
		return privately(roleSentence(operator.role, refused));
	}
	if (action === 'publish' && isSamePerson(operator.person, person))
		return privately(
			`You wrote this draft, so another person must press Publish. If you are alone, publish it in the console: ${consoleUrl}`,
		);
	await execute(id, command, operator, draft, dependencies);
	const at = clock.now();
	const outcome = { action: done[action], person: operator.person, at } satisfies StoredCard['decided'];
	await cards.put(id, { ...card, decided: outcome });
	const word = action === 'publish' ? 'Published' : 'Discarded';
	return closedCard(facts, `${word} by ${operator.person} at ${timeOf(at)}.`);
}

async function execute(
	id: string,
	command: Command,
	{ actor, person }: KnownOperator,
	draft: Proposal,
	{ commandHandler, tokens }: CardDependencies,
): Promise<void> {
	const approval = await approvalBy(person, draft.value.author, { tokens });
	await commandHandler.execute({
		...{ command, actor, source: 'slack', approval },
		// The server may have ended after the commit, before the card was written.
		idempotency: { key: `slack:${id}`, fingerprint: command.type },
		precondition(state) {
			if (proposal(state, draft.id)?.seq === draft.seq) return;
			throw new CandorError(
				'precondition-failed',
				'The draft was decided or edited at this moment. Nothing was done. Look at it in the console.',
			);
		},
	});
}

/** Whether the operator of a request is another person than the author of some words. */
import { isRuleActor } from '../../../src/model/alerts/rule-actor.ts';
import type { Approval } from '../../../src/model/decide/under-rule.ts';
import { isSamePerson } from '../../core/tokens/same-person.ts';
import type { Services } from '../context.ts';

/** @param owner - The person behind the request. @param author - The id of the author's token. */
export async function approvalBy(
	owner: string | null,
	author: string,
	{ tokens }: Pick<Services, 'tokens'>,
): Promise<Approval> {
	const other = await tokens.ownerOf(author);
	if (other === null) return 'unknown-author';
	if (owner === null) return 'unknown-approver';
	return isSamePerson(owner, other) ? 'same-person' : 'second-person';
}

/** The same for a review. A draft of a rule has no person as its author, so each person is another one. */
export async function reviewBy(
	owner: string | null,
	author: string,
	services: Pick<Services, 'tokens'>,
): Promise<Approval> {
	if (isRuleActor(author)) return owner === null ? 'unknown-approver' : 'second-person';
	return approvalBy(owner, author, services);
}

/** Sends one message about a notice, on the version that its author has seen. */
import type { Phase } from '../../../model/vocabulary.ts';
import { answer, api } from '../../api/client.ts';
import { secondPersonSentences } from '../../shared/second-person.ts';

export type MessageMode = 'update' | 'resolve' | 'reopen' | 'retract';

export interface Message {
	readonly body: string;
	readonly phase: Phase;
	/** `policy`: the server computes it. `none`: none is promised. Else a duration. */
	readonly promise: string;
	/** The `seq` of the notice when the message was begun. */
	readonly base: number;
}

export interface Sent {
	/** What was done, or that it waits. */
	readonly sentence: string;
	/** The commit; `null`: it waits for another person. */
	readonly commit: number | null;
}

export async function sendMessage(
	{ id, phase, title }: { readonly id: string; readonly phase: Phase; readonly title: string },
	mode: MessageMode,
	message: Message,
	key: string,
): Promise<Sent> {
	const params = { path: { id } };
	const headers = { 'if-match': `"${message.base}"`, 'idempotency-key': key };
	const { body, promise } = message;
	const text = body.trim() && { body };
	const send = {
		update: () =>
			answer(
				api.POST('/v1/notices/{id}/updates', {
					params,
					headers,
					body: {
						body,
						...(message.phase !== phase && { phase: message.phase }),
						...(promise === 'none' && { promise: null }),
						...(promise !== 'none' && promise !== 'policy' && { promise: { nextUpdateBy: promise } }),
					},
				}),
			),
		resolve: () => answer(api.POST('/v1/notices/{id}/resolve', { params, headers, body: { ...text } })),
		reopen: () => answer(api.POST('/v1/notices/{id}/reopen', { params, headers, body: { ...text } })),
		retract: () =>
			answer(
				api.POST('/v1/notices/{id}/retract', {
					params,
					headers,
					body: { ...(body.trim() && { reason: body.trim() }) },
				}),
			),
	};
	const made = (await send[mode]()) as {
		readonly seq: number;
		readonly waiting?: true;
		readonly reasons?: string[];
	};
	if (made.waiting) {
		const why = secondPersonSentences(made.reasons ?? []).join(' ');
		return { sentence: `Waiting for approval by another person. ${why}`, commit: null };
	}
	return { sentence: `${done[mode]}: ${title}`, commit: made.seq };
}

const done = {
	update: 'Update posted',
	resolve: 'Resolved',
	reopen: 'Reopened',
	retract: 'Retracted',
} as const;

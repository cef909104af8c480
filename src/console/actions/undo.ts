/** Takes back what was published a moment ago, for ten seconds. */
import { answer, api } from '../api/client.ts';
import { sentenceOf } from '../api/problem.ts';
import { session } from '../shared/session.ts';
import { toasts, undoMs } from '../shared/toasts.ts';
import { unsent } from '../shared/unsent.ts';
import { navigate } from '../shell/navigation.ts';

/** What was done, and the commit that did it. */
export interface Done {
	readonly notice: string;
	/** The `seq` of the commit: undo is refused if anything came after it. */
	readonly commit: number;
}

/** Says what was done, and offers to take it back. `onUndone` is called after it was. */
export function showWithUndo(sentence: string, done: Done, onUndone: () => void): void {
	toasts.show(sentence, {
		ms: undoMs,
		action: { label: 'Undo', run: () => void undo(done, onUndone) },
	});
}

async function undo(done: Done, onUndone: () => void): Promise<void> {
	const { notice, commit } = done;
	try {
		const made: object = await answer(
			api.POST('/v1/notices/{id}/undo', {
				params: { path: { id: notice } },
				headers: { 'idempotency-key': `undo-${notice}-${commit}` },
				body: { commit },
			}),
		);
		if ('waiting' in made) {
			toasts.show('It is still visible: another person must approve that it is taken back.');
			return;
		}
		onUndone();
	} catch (error) {
		toasts.show(`Not undone. ${sentenceOf(error)}`, {
			ms: 20_000,
			action: { label: 'Try again', run: () => void undo(done, onUndone) },
		});
	}
}

/** The words of a notice that was taken back return to the form. */
export function returnToForm(form: object): void {
	unsent(session.current?.operator.id ?? '', 'publish').write({ form, attempt: null });
	toasts.show('Undone: the notice is gone from every page. Your words are back in the form.');
	navigate('publish');
}

/** Takes a notice back that was published a moment ago. What was written returns to the form. */
import { answer, api } from '../api/client.ts';
import { sentenceOf } from '../api/problem.ts';
import { session } from '../shared/session.ts';
import { toasts } from '../shared/toasts.ts';
import { unsent } from '../shared/unsent.ts';
import { navigate } from '../shell/navigation.ts';

export async function undoPublication(id: string, form: object): Promise<void> {
	try {
		const made = await answer(
			api.POST('/v1/notices/{id}/retract', {
				params: { path: { id } },
				headers: { 'idempotency-key': `undo-${id}` },
				body: { reason: 'Undone within ten seconds of its publication.' },
			}),
		);
		if ('waiting' in made && made.waiting) {
			toasts.show('The notice is still visible: another person must approve its removal.');
			return;
		}
		unsent(session.current?.operator.id ?? '', 'publish').write({ form, attempt: null });
		toasts.show('Undone: the notice is gone from every page. Your words are back in the form.');
		navigate('publish');
	} catch (error) {
		toasts.show(`Not undone. ${sentenceOf(error)}`, {
			ms: 20_000,
			action: { label: 'Try again', run: () => void undoPublication(id, form) },
		});
	}
}

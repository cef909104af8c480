/** What happens once the server has answered: a message, ten seconds to undo, and the next screen. */
import { returnToForm, showWithUndo } from '../../actions/undo.ts';
import { secondPersonSentences } from '../../shared/second-person.ts';
import { toasts } from '../../shared/toasts.ts';
import { navigate } from '../../shell/navigation.ts';
import type { PublishForm } from './form.ts';

/** The answer: a notice, or a draft that waits. */
export interface Answered {
	readonly id: string;
	readonly seq: number;
	readonly title: string;
	/** It waits for a second person. */
	readonly waiting?: boolean;
	readonly reasons?: readonly string[];
	readonly isDraft?: boolean;
}

/** There is more to read. */
const waitingMs = 15_000;

export function afterPublishing(made: Answered, form: PublishForm): void {
	if (made.isDraft) {
		toasts.show(`Saved as a draft: ${made.title}. Nothing is published.`);
		navigate('now');
		return;
	}
	if (made.waiting) {
		toasts.show(
			`Waiting for approval by another person: ${made.title}. ${secondPersonSentences(made.reasons ?? []).join(' ')}`,
			{ ms: waitingMs },
		);
		navigate('now');
		return;
	}
	const done = { notice: made.id, commit: made.seq };
	showWithUndo(`Published: ${made.title}`, done, () => returnToForm(form));
	navigate('notices', made.id);
}

/** What happens once the server has answered: a message, ten seconds to undo, and the next screen. */
import { undoPublication } from '../../actions/undo.ts';
import { secondPersonSentences } from '../../shared/second-person.ts';
import { toasts } from '../../shared/toasts.ts';
import { navigate } from '../../shell/navigation.ts';
import type { PublishForm } from './form.ts';

/** The answer: a notice, or a draft that waits. */
export interface Answered {
	readonly id: string;
	readonly title: string;
	/** It waits for a second person. */
	readonly waiting?: boolean;
	readonly reasons?: readonly string[];
	readonly isDraft?: boolean;
}

const undoMs = 10_000;

export function afterPublishing(made: Answered, form: PublishForm): void {
	if (made.isDraft) {
		toasts.show(`Saved as a draft: ${made.title}. Nothing is published.`);
		navigate('now');
		return;
	}
	if (made.waiting) {
		toasts.show(
			`Waiting for approval by another person: ${made.title}. ${secondPersonSentences(made.reasons ?? []).join(' ')}`,
			{ ms: undoMs },
		);
		navigate('now');
		return;
	}
	toasts.show(`Published: ${made.title}`, {
		ms: undoMs,
		action: { label: 'Undo', run: () => void undoPublication(made.id, form) },
	});
	navigate('notices', made.id);
}

import { type Attempt, attemptFor } from '../../shared/attempt.ts';
import { type Unsent, unsent } from '../../shared/unsent.ts';
import { isBlank, type PublishForm, restoredForm } from './form.ts';

interface Stored {
	readonly form: PublishForm;
	readonly attempt: Attempt | null;
}

/** What the operator has written, in this browser until it is sent, and the key of what is sent. */
export class KeptForm {
	/** As it was left, or an empty one. */
	readonly restored: PublishForm;
	readonly #unsent: Unsent<Stored>;
	#attempt: Attempt | null;

	/** @param operator - The id of the operator's token. */
	constructor(operator: string) {
		this.#unsent = unsent(operator, 'publish');
		const stored = this.#unsent.read();
		this.restored = restoredForm(stored?.form ?? null);
		this.#attempt = stored?.attempt ?? null;
	}

	/** Returns whether it was stored: the browser's storage may be full or forbidden. */
	keep(form: PublishForm): boolean {
		if (!isBlank(form)) return this.#unsent.write({ form, attempt: this.#attempt });
		this.#unsent.clear();
		return true;
	}

	/** The same words have the same key, so that a repetition publishes nothing twice. */
	headersFor(form: PublishForm, body: unknown): Record<string, string> {
		this.#attempt = attemptFor(this.#attempt, body, () => crypto.randomUUID());
		this.keep(form);
		return { 'idempotency-key': this.#attempt.key };
	}

	/** After it was sent. */
	clear(): void {
		this.#unsent.clear();
		this.#attempt = null;
	}
}

/** What the lint reads, and what it says. Pure: the console and a test give it plain values. */
import type { ComponentStatus, DataSafetyState, Impact, NoticeKind } from '../vocabulary.ts';

/** A notice or an update as its author has written it so far. Texts are Markdown, and may be empty. */
export interface Wording {
	readonly kind: NoticeKind;
	readonly impact: Impact;
	readonly title: string;
	/** What customers notice: the text of the update. */
	readonly body: string;
	readonly workaround: string;
	/** What customers can do, one step each. */
	readonly checklist: readonly string[];
	readonly affected: readonly { readonly name: string; readonly status: ComponentStatus }[];
	/** The names of the components that are confirmed to work. */
	readonly unaffected: readonly string[];
	readonly safety: {
		readonly state: DataSafetyState;
		readonly statement: string;
		readonly evidence: string;
	} | null;
	/** Whether the author chose to promise no next update. */
	readonly hasNoPromise: boolean;
	/** Whether this ends the notice. */
	readonly isEnd: boolean;
}

export type LintRule =
	| 'empty'
	| 'blame'
	| 'no-next-update'
	| 'guess'
	| 'unproven-safety'
	| 'contradiction'
	| 'no-time';

export interface Finding {
	readonly rule: LintRule;
	/** The field of the form to change. */
	readonly field: 'title' | 'body' | 'workaround' | 'affected' | 'impact' | 'safety' | 'promise';
	/** A sentence that says what to do. */
	readonly message: string;
}

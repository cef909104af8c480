import type { NoticeValue, UpdateValue } from '../../model/generated/record-types.ts';

/** A notice as the API returns it: its record, and its updates, the newest first. */
export interface NoticeResource extends NoticeValue {
	readonly id: string;
	readonly seq: number;
	readonly updates: readonly (UpdateValue & { readonly id: string })[];
	/** What customers see that contradicts itself. */
	readonly warnings?: readonly string[];
}

/** Values of new records. A field that is not given gets its empty value, as in every decoder. */
import {
	componentDefaults,
	noticeDefaults,
	pageDefaults,
	postmortemDefaults,
	remedyDefaults,
	updateDefaults,
} from './generated/record-defaults.ts';
import type {
	ComponentValue,
	NoticeValue,
	PageValue,
	PostmortemValue,
	RemedyValue,
	UpdateValue,
} from './generated/record-types.ts';

/** The fields of a new record: those without a default are required. */
type Fields<Value, Defaults> = Omit<Value, keyof Defaults> & Partial<Value>;

export const newPage = (fields: Fields<PageValue, typeof pageDefaults>): PageValue => ({
	...pageDefaults,
	...fields,
});

export const newComponent = (fields: Fields<ComponentValue, typeof componentDefaults>): ComponentValue => ({
	...componentDefaults,
	...fields,
});

export const newNotice = (fields: Fields<NoticeValue, typeof noticeDefaults>): NoticeValue => ({
	...noticeDefaults,
	...fields,
});

export const newUpdate = (fields: Fields<UpdateValue, typeof updateDefaults>): UpdateValue => ({
	...updateDefaults,
	...fields,
});

export const newRemedy = (fields: Fields<RemedyValue, typeof remedyDefaults>): RemedyValue => ({
	...remedyDefaults,
	...fields,
});

export const newPostmortem = (
	fields: Fields<PostmortemValue, typeof postmortemDefaults>,
): PostmortemValue => ({ ...postmortemDefaults, ...fields });

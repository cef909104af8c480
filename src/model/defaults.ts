/** What notices and updates are where nobody says anything else: a notice for everybody, in English, and no exercise. */
import type { NoticeValue, UpdateValue } from './records/records.ts';

export const noticeDefaults = {
	language: null,
	translations: {},
	audience: null,
	notAffected: null,
	moreUrl: null,
	dismissible: true,
	drill: false,
	reporting: false,
} as const satisfies Partial<NoticeValue>;

export const updateDefaults = { author: null, translations: {} } as const satisfies Partial<UpdateValue>;

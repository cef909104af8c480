/**
 * All kinds of records. Browser code imports types only from this folder: zod must not reach a
 * bundle.
 */
import type { z } from 'zod';
import { componentValue } from './component.ts';
import { draftValue } from './draft.ts';
import { noticeValue } from './notice.ts';
import { pageValue } from './page.ts';
import { postmortemValue } from './postmortem.ts';
import { redactionValue } from './redaction.ts';
import { remedyValue } from './remedy.ts';
import { retractionValue } from './retraction.ts';
import { revisionValue } from './revision.ts';
import { updateValue } from './update.ts';

export { fieldDecoders } from './fields.ts';

/** The kinds that may leave the server. */
export const publicSchemas = {
	page: pageValue,
	component: componentValue,
	notice: noticeValue,
	update: updateValue,
	remedy: remedyValue,
	postmortem: postmortemValue,
} as const;

/** All kinds that this version knows. A log may hold others, written by a newer version. */
export const recordSchemas = {
	...publicSchemas,
	retraction: retractionValue,
	revision: revisionValue,
	redaction: redactionValue,
	draft: draftValue,
} as const;

export type PublicKind = keyof typeof publicSchemas;
export type RecordKind = keyof typeof recordSchemas;
/** The type of a record's value by the record's kind. */
export type RecordValues = { [Kind in RecordKind]: z.infer<(typeof recordSchemas)[Kind]> };
export type RecordValue = RecordValues[RecordKind];

/** A new alert source while it is written. Its secret is not part of it. */
import type { Schema } from '../../api/client.ts';
import type { ProblemIssue } from '../../api/problem.ts';
import { type SourceKind, type SourceSettings, sourceKinds } from './source-kinds.ts';

export interface SourceForm {
	readonly kind: SourceKind;
	readonly id: string;
	/** As they were typed. */
	readonly settings: Readonly<Partial<Record<keyof SourceSettings, string>>>;
}

export const emptySource = (): SourceForm => ({ kind: 'alertmanager', id: '', settings: {} });

/** A form from the browser's storage; `null`: there is none, or it is of a kind that this version does not know. */
export const restoredSource = (stored: SourceForm | null): SourceForm | null =>
	stored && Object.hasOwn(sourceKinds, stored.kind) ? { ...emptySource(), ...stored } : null;

export type SourceRequest = { readonly body: Schema<'CreateAlertSource'> } | { readonly issue: ProblemIssue };

export function sourceRequest({ kind, id, settings }: SourceForm, secret: string): SourceRequest {
	const typed = sourceKinds[kind].fields.flatMap(({ name, type }) => {
		const text = settings[name]?.trim() ?? '';
		return text ? [{ name, type, text }] : [];
	});
	const values: Record<string, unknown> = {};
	for (const { name, type, text } of typed) {
		const parsed = type === 'json' ? parseJson(text) : { value: text };
		if ('problem' in parsed) return { issue: { path: `settings.${name}`, message: parsed.problem } };
		values[name] = parsed.value;
	}
	return { body: { id: id.trim(), kind, settings: values as SourceSettings, ...(secret && { secret }) } };
}

/** A document that an operator has pasted. */
export function parseJson(text: string): { readonly value: unknown } | { readonly problem: string } {
	try {
		return { value: JSON.parse(text) };
	} catch (error) {
		return {
			problem: `This is not JSON: ${error instanceof Error ? error.message : 'it cannot be parsed'}.`,
		};
	}
}

/** What the operator has filled in on the screen Publish. It is stored as it is, so it is plain JSON. */
import type { TemplateValue } from '../../../model/generated/record-types.ts';
import { type FilledTemplate, fillTemplate } from '../../../model/templates/fill-template.ts';
import {
	type ComponentStatus,
	type DataSafetyState,
	type Impact,
	impacts,
	type NoticeKind,
	noticeKinds,
	phasesOf,
	statusForImpact,
} from '../../../model/vocabulary.ts';

/** Kinds that this screen publishes. Maintenance has a screen of its own. */
export const publishedKinds = ['incident', 'assurance', 'announcement'] as const satisfies NoticeKind[];

export interface PublishForm {
	kind: (typeof publishedKinds)[number];
	/** The id of the template; empty: none. */
	template: string;
	variables: Record<string, string>;
	title: string;
	impact: Impact;
	/** The status of each affected component that the operator chose; `null`: as the impact says. */
	affected: Record<string, ComponentStatus | null>;
	/** The id of an affected component that does not exist yet; empty: none. */
	newComponent: string;
	/** Whether the operator has chosen components. Until then those that the title names are chosen. */
	hasChosen: boolean;
	unaffected: string[];
	body: string;
	workaround: string;
	/** One step on each line. */
	checklist: string;
	/** One action on each line. */
	actions: string;
	safety: DataSafetyState | '';
	statement: string;
	evidence: string;
	/** `policy`: the server computes it. `none`: none is promised. Else a duration such as `20m`. */
	promise: string;
	moreUrl: string;
	/** The visitors who see it, one attribute on each line: `plan=pro, business`. */
	attributes: string;
	/** The pages that show it, one path on each line. */
	routes: string;
	signedIn: '' | 'yes' | 'no';
}

export const emptyForm = (): PublishForm => ({
	kind: 'incident',
	template: '',
	variables: {},
	title: '',
	impact: 'major',
	affected: {},
	newComponent: '',
	hasChosen: false,
	unaffected: [],
	body: '',
	workaround: '',
	checklist: '',
	actions: '',
	safety: '',
	statement: '',
	evidence: '',
	promise: 'policy',
	moreUrl: '',
	attributes: '',
	routes: '',
	signedIn: '',
});

/** A stored form, perhaps of an earlier version: what is missing or of another type is empty. */
export function restoredForm(stored: object | null): PublishForm {
	const form = emptyForm();
	const known = Object.entries(stored ?? {}).filter(
		([name, value]) =>
			Object.hasOwn(form, name) &&
			typeof value === typeof form[name as keyof PublishForm] &&
			Array.isArray(value) === Array.isArray(form[name as keyof PublishForm]) &&
			value !== null,
	);
	Object.assign(form, Object.fromEntries(known));
	if (!impacts.includes(form.impact)) form.impact = 'major';
	if (!noticeKinds.includes(form.kind)) form.kind = 'incident';
	return form;
}

/** Whether the operator has written anything that must not be lost. */
export const isBlank = (form: PublishForm): boolean =>
	JSON.stringify({ ...form, hasChosen: false }) === JSON.stringify(emptyForm());

export interface NamedComponent {
	readonly id: string;
	readonly name: string;
}

/** The components whose names the title contains as whole words, unless the operator has chosen. */
export function namedIn(title: string, all: readonly NamedComponent[]): string[] {
	const words = ` ${title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
	return all
		.filter(({ name }) =>
			words.includes(
				` ${name
					.toLowerCase()
					.replace(/[^\p{L}\p{N}]+/gu, ' ')
					.trim()} `,
			),
		)
		.map(({ id }) => id);
}

/** The affected components with their statuses. Components that no longer exist are left out. */
export function affectedOf(
	form: PublishForm,
	all: readonly NamedComponent[],
): { readonly component: string; readonly status: ComponentStatus }[] {
	if (form.kind !== 'incident') return [];
	const status = statusForImpact[form.impact];
	const chosen = form.hasChosen
		? Object.entries(form.affected)
		: namedIn(form.title, all).map((id) => [id, null] as const);
	return chosen
		.filter(([id]) => all.some((each) => each.id === id))
		.map(([component, own]) => ({ component, status: own ?? status }));
}

/** The texts that a template gives with the variables so far; `null`: a required one is missing. */
export function filledBy(
	id: string,
	template: TemplateValue | undefined,
	variables: Readonly<Record<string, string>>,
): FilledTemplate | null {
	if (!template) return null;
	const given = Object.fromEntries(
		Object.entries(variables).filter(
			([name, value]) => Object.hasOwn(template.variables, name) && value.trim() !== '',
		),
	);
	if (missingVariables(template, variables).length > 0) return null;
	return fillTemplate(id, template, given);
}

/** The required variables without a value. */
export const missingVariables = (
	template: TemplateValue,
	variables: Readonly<Record<string, string>>,
): string[] =>
	Object.entries(template.variables)
		.filter(([name, variable]) => variable.default === null && !variables[name]?.trim())
		.map(([name]) => name);

/** What the template says where the operator has written nothing. */
export const titleOf = (form: PublishForm, filled: FilledTemplate | null): string =>
	form.title || filled?.title || '';

/** The first phase of the notice, whose text a template gives. */
export const firstPhase = (kind: NoticeKind) => phasesOf[kind][0];

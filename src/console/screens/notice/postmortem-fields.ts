/** The fields of a post-mortem: its sections, its actions, and the advice beside each. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { PostmortemDraftAction } from '../../../model/generated/record-types.ts';
import { actionStateLabels } from '../../../model/labels.ts';
import { type PostmortemAdvice, postmortemAdvice } from '../../../model/postmortems/advice.ts';
import { type PostmortemSection, postmortemSections } from '../../../model/postmortems/sections.ts';
import { type ActionState, actionStates } from '../../../model/vocabulary.ts';
import type { Schema } from '../../api/client.ts';

/** What an operator writes. */
export interface PostmortemWords extends Readonly<Record<PostmortemSection, string>> {
	readonly title: string;
	readonly internal: string;
	readonly actions: readonly PostmortemDraftAction[];
	readonly language: string | null;
}

/** Words that are not stored yet. */
export interface ChangedWords {
	readonly words: PostmortemWords;
	/** The `seq` of the draft when the operator began. */
	readonly base: number;
}

export const wordsOf = ({
	title,
	impact,
	timeline,
	causes,
	wentWell,
	internal,
	actions,
	language,
}: Schema<'PostmortemDraft'>): PostmortemWords => ({
	title,
	impact,
	timeline,
	causes,
	wentWell,
	internal,
	actions,
	language,
});

/** The texts of the assistant that are for fields of a post-mortem. */
export const suggestedWords = (texts: Readonly<Record<string, string>>): Partial<PostmortemWords> =>
	Object.fromEntries(
		['title', ...postmortemSections].flatMap((name) => (texts[name] ? [[name, texts[name]]] : [])),
	);

export const postmortemStyles = css`
	.actions > li {
		display: grid;
		gap: 8px;
		padding-block: 12px;
		border-bottom: 1px solid var(--c-line);
	}
	.parts {
		display: flex;
		flex-wrap: wrap;
		gap: 8px 12px;
		align-items: end;
	}
	.parts > .field {
		flex: 1 1 150px;
	}
	.parts > .narrow {
		flex: 0 1 150px;
	}
`;

const hints: Readonly<Record<PostmortemSection | 'internal', readonly [label: string, hint: string]>> = {
	impact: ['Impact', 'Who could not do what, and for how long.'],
	timeline: ['Timeline', 'From the updates. Add what happened inside, with times.'],
	causes: ['Causes', 'What caused it, and what let it reach customers. No persons.'],
	wentWell: ['What went well', 'What limited the damage.'],
	internal: ['For operators only', 'Customers never see this.'],
};

const adviceList = (found: readonly PostmortemAdvice[]): TemplateResult | typeof nothing =>
	found.length === 0
		? nothing
		: html`<ul class="small">${found.map(({ message }) => html`<li class="advice"><span aria-hidden="true">→</span>${message}</li>`)}</ul>`;

/** @param change - Called with the fields that the operator has changed. */
export function postmortemFields(
	words: PostmortemWords,
	change: (fields: Partial<PostmortemWords>) => void,
): TemplateResult {
	const advice = postmortemAdvice({ ...words, actions: [...words.actions] });
	const about = (field: PostmortemAdvice['field']) =>
		adviceList(advice.filter((each) => each.field === field));
	const section = (field: PostmortemSection | 'internal'): TemplateResult => {
		const [label, hint] = hints[field];
		return html`<div class="field">
			<label for=${field}>${label} <span class="hint">${hint}</span></label>
			<textarea
				id=${field}
				maxlength=${field === 'internal' ? 20_000 : 5_000}
				.value=${words[field]}
				@input=${({ target }: Event) => change({ [field]: (target as HTMLTextAreaElement).value })}
			></textarea>
			${about(field)}
		</div>`;
	};
	return html`
		<div class="field">
			<label for="title">Title</label>
			<input
				id="title"
				maxlength="140"
				.value=${words.title}
				@input=${({ target }: Event) => change({ title: (target as HTMLInputElement).value })}
			/>
			${about('title')}
		</div>
		${postmortemSections.map(section)}
		${actionFields(words.actions, (actions) => change({ actions }))}
		${about('actions')}
		${section('internal')}
	`;
}

const emptyAction: PostmortemDraftAction = {
	title: '',
	owner: null,
	state: 'planned',
	dueBy: null,
	isInternal: false,
};

function actionFields(
	actions: readonly PostmortemDraftAction[],
	set: (actions: readonly PostmortemDraftAction[]) => void,
): TemplateResult {
	const row = (action: PostmortemDraftAction, index: number): TemplateResult => {
		const put = (fields: Partial<PostmortemDraftAction>): void =>
			set(actions.map((each, at) => (at === index ? { ...each, ...fields } : each)));
		const textOf = ({ target }: Event): string => (target as HTMLInputElement).value;
		const id = (part: string): string => `action-${index}-${part}`;
		return html`<li>
			<div class="field">
				<label for=${id('title')}>Action ${index + 1}</label>
				<input id=${id('title')} maxlength="200" .value=${action.title} @input=${(event: Event) => put({ title: textOf(event) })} />
			</div>
			<div class="parts">
				<div class="field">
					<label for=${id('owner')}>Owner <span class="hint">a role</span></label>
					<input id=${id('owner')} maxlength="80" .value=${action.owner ?? ''} @input=${(event: Event) => put({ owner: textOf(event) || null })} />
				</div>
				<div class="field narrow">
					<label for=${id('due')}>Due</label>
					<input
						id=${id('due')}
						type="date"
						.value=${action.dueBy?.slice(0, 10) ?? ''}
						@change=${(event: Event) => put({ dueBy: textOf(event) ? `${textOf(event)}T12:00:00.000Z` : null })}
					/>
				</div>
				<div class="field narrow">
					<label for=${id('state')}>State</label>
					<select id=${id('state')} @change=${(event: Event) => put({ state: textOf(event) as ActionState })}>
						${actionStates.map((state) => html`<option value=${state} ?selected=${state === action.state}>${actionStateLabels[state]}</option>`)}
					</select>
				</div>
				<label class="check"><input type="checkbox" .checked=${action.isInternal} @change=${({ target }: Event) => put({ isInternal: (target as HTMLInputElement).checked })} />Internal</label>
				<button type="button" class="plain" aria-label="Remove action ${index + 1}" @click=${() => set(actions.filter((_, at) => at !== index))}>Remove</button>
			</div>
		</li>`;
	};
	return html`<fieldset class="stack tight">
		<legend>Actions <span class="hint">Promised to customers, unless internal.</span></legend>
		${actions.length > 0 ? html`<ol class="actions">${actions.map(row)}</ol>` : nothing}
		<div><button type="button" ?disabled=${actions.length >= 50} @click=${() => set([...actions, emptyAction])}>Add an action</button></div>
	</fieldset>`;
}

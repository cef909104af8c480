/** Which notices a channel sends, and in which language. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { impactLabels, kindLabels } from '../../../model/labels.ts';
import { locales } from '../../../model/locales.ts';
import type { ComponentView } from '../../../model/views/components.ts';
import { impacts, noticeKinds } from '../../../model/vocabulary.ts';
import { typedIn } from '../../shared/typed-in.ts';
import { type ChannelForm, filterText, languageName } from './channel-form.ts';

export function filterFields(
	form: ChannelForm,
	all: readonly ComponentView[],
	change: (fields: Partial<ChannelForm>) => void,
): TemplateResult {
	const { filter, language } = form;
	const changeFilter = (fields: Partial<ChannelForm['filter']>): void =>
		change({ filter: { ...filter, ...fields } });
	return html`<details>
		<summary>What it sends <span class="quiet">${filterText(form)}</span></summary>
		<div class="stack">
			${choices(
				'Kinds of notices',
				noticeKinds.map((kind) => ({ id: kind, name: kindLabels[kind] })),
				filter.kinds,
				(kinds) => changeFilter({ kinds }),
			)}
			${
				all.length === 0
					? nothing
					: choices(
							'Components',
							all.map(({ id, value }) => ({ id, name: value.name })),
							filter.components,
							(chosen) => changeFilter({ components: chosen }),
						)
			}
			<div class="row">
				<div class="field">
					<label for="impact">Impact</label>
				<select id="impact" @change=${(event: Event) => changeFilter({ minImpact: typedIn(event) as (typeof impacts)[number] })}>
					${impacts.map((impact) => html`<option value=${impact} ?selected=${impact === filter.minImpact}>${impact === 'none' ? 'Any impact' : `${impactLabels[impact]} or more`}</option>`)}
				</select>
			</div>
			<div class="field">
				<label for="language">Language</label>
				<select id="language" @change=${(event: Event) => change({ language: (typedIn(event) || null) as ChannelForm['language'] })}>
					<option value="" ?selected=${language === null}>as you write it</option>
					${['en', ...locales].map((tag) => html`<option value=${tag} ?selected=${tag === language}>${languageName(tag)}</option>`)}
				</select>
			</div>
			</div>
		</div>
	</details>`;
}

/** Several of some. None is the same as all. */
function choices<Id extends string>(
	legend: string,
	options: readonly { readonly id: Id; readonly name: string }[],
	chosen: readonly Id[] | null,
	change: (chosen: Id[] | null) => void,
): TemplateResult {
	const toggle = (id: Id): void => {
		const next = options
			.map((each) => each.id)
			.filter((each) => (chosen?.includes(each) ?? false) !== (each === id));
		change(next.length === 0 ? null : next);
	};
	return html`<fieldset class="field">
			<legend>${legend} <span class="hint">${chosen === null ? 'none chosen: all' : ''}</span></legend>
			<div class="choices">${repeat(
				options,
				({ id }) => id,
				({ id, name }) => html`<label class="choice" data-tone="info">
					<input type="checkbox" .checked=${chosen?.includes(id) ?? false} @change=${() => toggle(id)} />
					<span>${name}</span>
				</label>`,
			)}</div>
		</fieldset>`;
}

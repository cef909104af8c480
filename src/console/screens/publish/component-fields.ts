/** The affected components and their statuses, and those that are confirmed to work. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { statusLabels } from '../../../model/labels.ts';
import type { ComponentView } from '../../../model/views/components.ts';
import { type ComponentStatus, componentStatuses, statusForImpact } from '../../../model/vocabulary.ts';
import { below } from './fields.ts';
import { affectedOf, namedIn } from './form.ts';
import type { FormView } from './form-view.ts';

export const nameOf = ({ id, value }: ComponentView) => ({ id, name: value.name });

/** The choice so far, also where the title has made it. */
function chosenOf({ form, components }: FormView): Record<string, ComponentStatus | null> {
	if (form.hasChosen) return form.affected;
	return Object.fromEntries(namedIn(form.title, components.map(nameOf)).map((id) => [id, null]));
}

export function affectedField(view: FormView): TemplateResult {
	const { form, components, change } = view;
	const chosen = chosenOf(view);
	const affected = affectedOf(form, components.map(nameOf));
	const toggle = (id: string): void => {
		const { [id]: own, ...others } = chosen;
		change({ affected: own === undefined ? { ...chosen, [id]: null } : others, hasChosen: true });
	};
	const setStatus = (id: string, status: string): void =>
		change({ affected: { ...chosen, [id]: status ? (status as ComponentStatus) : null }, hasChosen: true });
	return html`
		<fieldset class="field">
			<legend>Affected${
				!form.hasChosen && affected.length > 0 ? html` <span class="hint">named in the title</span>` : nothing
			}</legend>
			${
				components.length === 0
					? html`<p class="hint">There are no components yet.</p>`
					: html`<div class="choices">${repeat(
							components,
							({ id }) => id,
							(each) => chip(each, Object.hasOwn(chosen, each.id), toggle),
						)}</div>`
			}
			${
				affected.length > 0
					? html`<div class="statuses">${repeat(
							affected,
							({ component }) => component,
							({ component }) => {
								const found = components.find(({ id }) => id === component);
								return html`<label class="status">
								<span>${found?.value.name ?? component}</span>
								<select @change=${(event: Event) => setStatus(component, (event.target as HTMLSelectElement).value)}>
									<option value="" ?selected=${!chosen[component]}>${statusLabels[statusForImpact[form.impact]]} (by impact)</option>
									${componentStatuses.map((status) => html`<option value=${status} ?selected=${chosen[component] === status}>${statusLabels[status]}</option>`)}
								</select>
							</label>`;
							},
						)}</div>`
					: nothing
			}
			<div class="field">
				<label for="new-component">New component <span class="hint">its id, such as card-payments, if none of these is it</span></label>
				<input
					id="new-component"
					maxlength="64"
					autocomplete="off"
					autocapitalize="none"
					.value=${form.newComponent}
					@input=${(event: Event) => change({ newComponent: (event.target as HTMLInputElement).value })}
				/>
			</div>
			${below(view, 'affected')}
			${below(view, 'newComponents')}
		</fieldset>
	`;
}

const chip = (
	{ id, value, status }: ComponentView,
	isChosen: boolean,
	toggle: (id: string) => void,
): TemplateResult => html`<label class="choice" data-tone="major">
	<input type="checkbox" .checked=${isChosen} @change=${() => toggle(id)} />
	<span>${value.name}${status === 'operational' ? nothing : html` <small class="hint">${statusLabels[status]}</small>`}</span>
</label>`;

export function unaffectedField(view: FormView): TemplateResult | typeof nothing {
	const { form, components, change } = view;
	const affected = affectedOf(form, components.map(nameOf)).map(({ component }) => component);
	const others = components.filter(({ id }) => !affected.includes(id));
	if (others.length === 0) return nothing;
	const toggle = (id: string): void =>
		change({
			unaffected: form.unaffected.includes(id)
				? form.unaffected.filter((each) => each !== id)
				: [...form.unaffected, id],
		});
	return html`
		<fieldset class="field">
			<legend>Not affected <span class="hint">only what you have checked</span></legend>
			<div class="choices">
				${repeat(
					others,
					({ id }) => id,
					({ id, value }) => html`<label class="choice" data-tone="resolved">
						<input type="checkbox" .checked=${form.unaffected.includes(id)} @change=${() => toggle(id)} />
						<span>${value.name}</span>
					</label>`,
				)}
			</div>
		</fieldset>
	`;
}

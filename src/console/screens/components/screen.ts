import { type CSSResultGroup, css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { toneOfStatus } from '../../../elements/shared/tones.ts';
import { statusLabels } from '../../../model/labels.ts';
import { liveRecord } from '../../../model/state/state.ts';
import { type ComponentView, components, hidesNotices } from '../../../model/views/components.ts';
import { type ComponentStatus, componentStatuses } from '../../../model/vocabulary.ts';
import { answer, api } from '../../api/client.ts';
import { sentenceOf } from '../../api/problem.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { toneMark } from '../../shared/icon.ts';
import { idFromName } from '../../shared/id-from-name.ts';
import { LiveState } from '../../shared/live.ts';
import { can } from '../../shared/session.ts';
import { toasts } from '../../shared/toasts.ts';

/** The parts of the product, in the order in which customers see them. */
class ComponentsScreen extends ConsoleElement {
	static override styles: CSSResultGroup = [
		ConsoleElement.styles,
		css`
			li {
				display: grid;
				gap: 8px;
				padding-block: 10px;
				border-bottom: 1px solid var(--c-line);
			}
			li:last-child {
				border: 0;
			}
		`,
	];
	static override properties: PropertyDeclarations = { editing: { state: true }, problem: { state: true } };

	/** The id of the component that is edited. */
	declare editing: string;
	declare problem: string;

	readonly #live = new LiveState(this);

	constructor() {
		super();
		this.editing = '';
		this.problem = '';
	}

	protected override render(): TemplateResult {
		const all = components(this.#live.state, this.#live.now);
		return html`<div class="stack">
			<h1>Components</h1>
			${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
			${
				all.length === 0
					? html`<p class="quiet">There are none yet.</p>`
					: html`<ul class="panel">${repeat(
							all,
							({ id }) => id,
							(each) => this.#row(each),
						)}</ul>`
			}
			${can('put-component') ? this.#createForm() : nothing}
		</div>`;
	}

	#row(each: ComponentView): TemplateResult {
		const { id, value, status } = each;
		const tone = toneOfStatus(status);
		return html`<li>
			<div class="row spread">
				<div>
					<h2>${value.name}</h2>
					<p class="small quiet">${[value.group, value.description, id].filter(Boolean).join(' · ')}</p>
				</div>
				<div class="row">
					<span class="tag" data-tone=${tone}>${toneMark(tone)}${statusLabels[status]}</span>
					${
						can('edit-component')
							? html`<button type="button" class="plain" aria-label=${`Edit ${value.name}`} aria-expanded=${String(this.editing === id)} @click=${() => {
									this.editing = this.editing === id ? '' : id;
								}}>Edit</button>`
							: nothing
					}
				</div>
			</div>
			${hidesNotices(each) ? html`<p class="advice"><span aria-hidden="true">→</span>The status set by hand hides an open notice. Set it to “by the notices”.</p>` : nothing}
			${this.editing === id ? this.#editForm(each) : nothing}
		</li>`;
	}

	#editForm({ id, value }: ComponentView): TemplateResult {
		return html`<form class="stack" @submit=${(event: SubmitEvent) => this.#edit(event, id)}>
			<div class="field"><label for="name">Name <span class="hint">its history stays</span></label><input id="name" name="name" maxlength="80" required .value=${value.name} /></div>
			<div class="field"><label for="group">Group</label><input id="group" name="group" maxlength="80" .value=${value.group ?? ''} /></div>
			<div class="field"><label for="description">Description</label><input id="description" name="description" maxlength="200" .value=${value.description ?? ''} /></div>
			<div class="field"><label for="position">Position</label><input id="position" name="position" type="number" min="0" max="10000" required .value=${String(value.position)} /></div>
			<div class="field">
				<label for="status">Status</label>
				<select id="status" name="status">
					<option value="" ?selected=${value.status === null}>by the notices</option>
					${componentStatuses.map((status) => html`<option value=${status} ?selected=${value.status === status}>${statusLabels[status]}, set by hand</option>`)}
				</select>
			</div>
			<div class="row">
				<button class="primary">Save</button>
				${can('remove-component') ? html`<button type="button" class="danger" @click=${() => this.#remove(id, value.name)}>Remove</button>` : nothing}
			</div>
		</form>`;
	}

	#createForm(): TemplateResult {
		return html`<details>
			<summary>New component</summary>
			<form class="panel stack" @submit=${(event: SubmitEvent) => this.#create(event)}>
				<div class="field"><label for="new-name">Name <span class="hint">as customers call it, such as Checkout</span></label><input id="new-name" name="name" maxlength="80" required /></div>
				<div class="field"><label for="new-group">Group</label><input id="new-group" name="group" maxlength="80" /></div>
				<div class="row"><button class="primary">Create</button></div>
			</form>
		</details>`;
	}

	async #attempt(done: string, act: () => Promise<unknown>): Promise<void> {
		this.problem = '';
		try {
			await act();
			this.editing = '';
			toasts.show(done);
		} catch (error) {
			this.problem = sentenceOf(error);
		}
	}

	#edit(event: SubmitEvent, id: string): Promise<void> {
		event.preventDefault();
		const field = fieldsOf(event);
		const body = {
			name: field('name'),
			group: field('group') || null,
			description: field('description') || null,
			position: Number(field('position')),
			status: (field('status') || null) as ComponentStatus | null,
		};
		return this.#attempt('Saved.', () =>
			answer(api.PATCH('/v1/components/{id}', { params: { path: { id } }, body })),
		);
	}

	#create(event: SubmitEvent): Promise<void> {
		event.preventDefault();
		const field = fieldsOf(event);
		const name = field('name');
		const body = { name, description: null, group: field('group') || null, position: null, status: null };
		const id = idFromName(name, 'component');
		// A PUT would replace the component that is there.
		const existing = liveRecord(this.#live.state, 'component', id);
		if (existing) {
			this.problem = `There is a component with the id “${id}”. Choose another name, or edit that one.`;
			return Promise.resolve();
		}
		return this.#attempt(`Created: ${name}`, async () => {
			await answer(api.PUT('/v1/components/{id}', { params: { path: { id } }, body }));
			(event.target as HTMLFormElement).reset();
		});
	}

	#remove(id: string, name: string): Promise<void> {
		return this.#attempt(`Removed: ${name}`, () =>
			answer(api.DELETE('/v1/components/{id}', { params: { path: { id } } })),
		);
	}
}

const fieldsOf = (event: SubmitEvent) => {
	const data = new FormData(event.target as HTMLFormElement);
	return (name: string): string => String(data.get(name) ?? '').trim();
};

defineElement('console-components', ComponentsScreen);

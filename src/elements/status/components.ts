/** The components by group. A group shows the worst status of its components. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { componentGroups } from '../../model/views/component-groups.ts';
import type { ComponentView } from '../../model/views/components.ts';
import type { ComponentStatus } from '../../model/vocabulary.ts';
import { label, message } from '../i18n/messages.ts';
import { type Tone, toneOfStatus } from '../shared/tones.ts';

export interface ComponentListOptions {
	readonly icon: (place: string, tone: Tone) => SVGElement;
	/** Rendered beneath a component. */
	readonly renderBelow: (id: string) => TemplateResult | typeof nothing;
	/**
	 * The time of the last contact, if the statuses may be out of date: they have no icons and
	 * colours then.
	 */
	readonly asOf: string;
	/** Whether a group is open. */
	readonly isOpen: (group: string, hasProblem: boolean) => boolean;
}

export function componentLists(
	components: readonly ComponentView[],
	{ icon, renderBelow, asOf, isOpen }: ComponentListOptions,
): TemplateResult | typeof nothing {
	if (components.length === 0) return nothing;
	const tone = (status: ComponentStatus): Tone => (asOf ? 'info' : toneOfStatus(status));
	const statusLabel = (place: string, status: ComponentStatus) =>
		html`<span class="state" data-tone=${tone(status)}>
			${label('statuses', status)}${asOf ? nothing : icon(place, toneOfStatus(status))}
		</span>`;
	const list = (members: readonly ComponentView[]) => html`
		<ul class="plain components">
			${repeat(
				members,
				({ id }) => id,
				({ id, value, status }) => html`
					<li>
						<div class="row">
							<span class="name">
								${value.name}
								${value.description ? html`<span class="muted">${value.description}</span>` : nothing}
							</span>
							${statusLabel(id, status)}
						</div>
						${renderBelow(id)}
					</li>
				`,
			)}
		</ul>
	`;
	return html`
		<section class="stack" aria-label=${message('components')}>
			<h3 class="label">${message('components')}</h3>
			${asOf ? html`<p class="muted">${message('asOf', { time: asOf })}</p>` : nothing}
			${repeat(
				componentGroups(components),
				({ name }) => name,
				({ name, components: members, status }) =>
					name === null
						? list(members)
						: html`
							<details class="group" ?open=${isOpen(name, status !== 'operational')}>
								<summary class="row"><span class="name">${name}</span>${statusLabel(`group ${name}`, status)}</summary>
								${list(members)}
							</details>
						`,
			)}
		</section>
	`;
}

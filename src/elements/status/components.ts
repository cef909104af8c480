/** The components by group. A group shows the worst status of its components. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { componentGroups } from '../../model/views/component-groups.ts';
import { type ComponentView, hidesNotices } from '../../model/views/components.ts';
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
	const statusLabel = (place: string, status: ComponentStatus, tone = toneOfStatus(status)) =>
		html`<span class="state" data-tone=${asOf ? 'info' : tone}>
			${label('statuses', status)}${asOf ? nothing : icon(place, tone)}
		</span>`;
	/** A status that hides an open notice is never green, and says what the notice says. */
	const componentStatus = (view: ComponentView) =>
		hidesNotices(view) ? statusLabel(view.id, view.status, 'info') : statusLabel(view.id, view.status);
	const hiddenNotice = (view: ComponentView) =>
		hidesNotices(view)
			? html`<p class="muted">${message('hiddenNotice', { status: label('statuses', view.announced) })}</p>`
			: nothing;
	const list = (members: readonly ComponentView[]) => html`
		<ul class="plain components">
			${repeat(
				members,
				({ id }) => id,
				(view) => html`
					<li>
						<div class="row">
							<span class="name">
								${view.value.name}
								${view.value.description ? html`<span class="muted">${view.value.description}</span>` : nothing}
							</span>
							${componentStatus(view)}
						</div>
						${hiddenNotice(view)} ${renderBelow(view.id)}
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

/** Components in their groups, with the worst status of each group at its head. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { componentGroups } from '../../model/views/component-groups.ts';
import type { ComponentView } from '../../model/views/notices.ts';
import type { ComponentStatus } from '../../model/vocabulary.ts';
import { label, message } from '../i18n/messages.ts';
import { type Tone, toneOfStatus } from '../shared/tones.ts';

export interface ComponentsLook {
	readonly icon: (place: string, tone: Tone) => SVGElement;
	/** What is shown beneath a component. */
	readonly below: (id: string) => TemplateResult | typeof nothing;
	/** When it was so, where that may be long ago: then no icon and no colour says that it is so now. */
	readonly asOf: string;
	/** Whether a group has been opened; it stays so until the panel is closed. */
	readonly isOpen: (group: string, isTroubled: boolean) => boolean;
}

export function componentLists(
	components: readonly ComponentView[],
	{ icon, below, asOf, isOpen }: ComponentsLook,
): TemplateResult | typeof nothing {
	if (components.length === 0) return nothing;
	const tone = (status: ComponentStatus): Tone => (asOf ? 'info' : toneOfStatus(status));
	const said = (place: string, status: ComponentStatus) =>
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
							${said(id, status)}
						</div>
						${below(id)}
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
								<summary class="row"><span class="name">${name}</span>${said(`group ${name}`, status)}</summary>
								${list(members)}
							</details>
						`,
			)}
		</section>
	`;
}

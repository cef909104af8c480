/** An action that a post-mortem promised, as an item of a list. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PostmortemValue } from '../../model/generated/record-types.ts';
import { isActionOverdue } from '../../model/views/promised-actions.ts';
import { dayText } from '../i18n/dates.ts';
import { lang } from '../i18n/lang-directive.ts';
import { label, message } from '../i18n/messages.ts';
import { phaseIcon, toneOfPhase } from './phase-icons.ts';

type Action = PostmortemValue['actions'][number];

/**
 * @param tag - The language of the title, which has no translations.
 * @param state - The state in words.
 * @param more - Lines of less weight.
 */
export function promisedAction(
	action: Action,
	tag: string,
	now: number,
	state = label('actionStates', action.state),
	more: readonly string[] = [],
): TemplateResult {
	const isOverdue = isActionOverdue(action, now);
	const day = action.dueBy && action.state !== 'done' ? dayText(action.dueBy) : '';
	const iconName = isOverdue ? 'overdue' : action.state;
	return html`
		<li data-tone=${toneOfPhase(iconName) ?? 'info'}>
			${phaseIcon(iconName)}
			<div>
				<p ${lang(tag)} .textContent=${action.title}></p>
				<div class="meta">
					<span class="tone" .textContent=${state}></span>
					${day ? html`<span .textContent=${message(isOverdue ? 'overdueSince' : 'dueBy', { day })}></span>` : nothing}
				</div>
				${more.map((line) => html`<p class="muted" .textContent=${line}></p>`)}
			</div>
		</li>
	`;
}

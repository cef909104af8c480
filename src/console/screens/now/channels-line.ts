import { type CSSResultGroup, css, html, nothing, type TemplateResult } from 'lit';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { answer, api } from '../../api/client.ts';
import { channelState, deadLettersText } from '../../shared/channel-state.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { toneMark } from '../../shared/icon.ts';
import { Watched } from '../../shared/watched.ts';
import { linkTo } from '../../shell/navigation.ts';

/** Whether all channels have told what there is to tell, in one line. */
class ChannelsLine extends ConsoleElement {
	static override styles: CSSResultGroup = [
		ConsoleElement.styles,
		css`
			.line {
				display: grid;
				grid-template-columns: 20px minmax(0, 1fr);
				gap: 8px;
			}
			.line .icon {
				color: var(--_accent);
			}
		`,
	];
	readonly #channels = new Watched(this, () => answer(api.GET('/v1/channels')));

	protected override render(): TemplateResult | typeof nothing {
		const { value, problem } = this.#channels;
		if (problem) return html`<p class="error" role="status">Channels: ${problem}</p>`;
		if (!value || value.channels.length === 0) return nothing;
		const behind = value.channels.flatMap((channel) => {
			const { isWell, text } = channelState(channel);
			const letters = deadLettersText(channel.deadLetters);
			const facts = [isWell ? '' : `is ${text.toLowerCase()}`, letters && `has ${letters}`].filter(Boolean);
			return facts.length === 0 ? [] : [`${channel.name} ${facts.join(' and ')}.`];
		});
		const tone = behind.length === 0 ? 'resolved' : 'minor';
		return html`<p class="line small numbers" data-tone=${tone}>
			${toneMark(tone)}
			<span>${behind.length === 0 ? 'All channels are up to date.' : behind.join(' ')} <a href=${linkTo('channels')}>Channels</a></span>
		</p>`;
	}
}

defineElement('console-channels-line', ChannelsLine);

/** The channels, one below the other, each with its state and what can be done with it. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Schema } from '../../api/client.ts';
import { channelState, deadLettersText } from '../../shared/channel-state.ts';
import { toneMark } from '../../shared/icon.ts';
import { secretList } from '../../shared/secret-list.ts';
import { can } from '../../shared/session.ts';
import { type Channel, filterText } from './channel-form.ts';
import './deliveries.ts';
import { channelKinds } from './kinds.ts';

export interface ChannelListView {
	/** Server time, epoch milliseconds. */
	readonly now: number;
	/** The id of the channel whose deliveries are shown. */
	readonly open: string;
	readonly busy: string;
	/** What came of a test message, by the id of its channel. */
	readonly tests: Readonly<Record<string, Schema<'ChannelAttempt'>>>;
	toggle(id: string): void;
	edit(channel: Channel): void;
	test(channel: Channel): void;
	enable(channel: Channel): void;
	addSecret(channel: Channel): void;
	removeSecret(channel: Channel, secret: string): void;
	/** After messages were sent again. */
	refresh(): void;
}

export const channelList = (channels: readonly Channel[], view: ChannelListView): TemplateResult =>
	html`<ul class="panel list" ?hidden=${channels.length === 0}>${repeat(
		channels,
		({ id }) => id,
		(each) => row(each, view),
	)}</ul>`;

function row(channel: Channel, view: ChannelListView): TemplateResult {
	const { id, kind, name, settings, deadLetters } = channel;
	const { tone, text, why } = channelState(channel);
	const about = [channelKinds[kind].title, id, settings.url ?? '', filterText(channel)];
	const letters = deadLettersText(deadLetters);
	return html`<li>
		<div class="row spread">
			<div>
				<h2>${name}</h2>
				<p class="small quiet">${about.filter(Boolean).join(' · ')}</p>
			</div>
			<div class="row">
				${letters ? html`<span class="tag numbers" data-tone="minor">${toneMark('minor')}${letters}</span>` : nothing}
				<span class="tag numbers" data-tone=${tone}>${toneMark(tone)}${text}</span>
			</div>
		</div>
		${why ? html`<p class="small">${why}</p>` : nothing}
		<div role="status">${view.tests[id] ? testResult(view.tests[id]) : nothing}</div>
		${actions(channel, view)}
		${view.open === id ? details(channel, view) : nothing}
	</li>`;
}

const testResult = ({ delivered, reason }: Schema<'ChannelAttempt'>): TemplateResult =>
	delivered
		? html`<p class="small">The test message was delivered.</p>`
		: html`<p class="error">The test message was not delivered. ${reason}</p>`;

function actions(channel: Channel, view: ChannelListView): TemplateResult {
	const { id, name, enabled } = channel;
	const { open, busy } = view;
	return html`<div class="row actions">
		${!enabled && can('put-connector') ? html`<button type="button" aria-label=${`Enable ${name} again`} aria-disabled=${String(busy === `enable ${id}`)} @click=${() => view.enable(channel)}>Enable again</button>` : nothing}
		<button type="button" class="plain" aria-label=${`Deliveries of ${name}`} aria-expanded=${String(open === id)} @click=${() => view.toggle(id)}>Deliveries</button>
		${
			can('put-connector')
				? html`
					<button type="button" class="plain" aria-label=${`Send a test message to ${name}`} aria-disabled=${String(busy === `test ${id}`)} @click=${() => view.test(channel)}>${busy === `test ${id}` ? 'Sending …' : 'Send a test'}</button>
					<button type="button" class="plain" aria-label=${`Edit ${name}`} @click=${() => view.edit(channel)}>Edit</button>`
				: nothing
		}
	</div>`;
}

const details = (channel: Channel, view: ChannelListView): TemplateResult => html`<div class="inside stack">
	<console-channel-deliveries .channel=${channel.id} @channel-sent=${() => view.refresh()}></console-channel-deliveries>
	${
		channelKinds[channel.kind].signs && can('put-connector')
			? secretList(
					channel.secrets,
					'Each message has a signature by each secret, so that the receiver can change over.',
					view.now,
					{ add: () => view.addSecret(channel), remove: (secret) => view.removeSecret(channel, secret) },
				)
			: nothing
	}
</div>`;

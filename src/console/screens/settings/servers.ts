import { html, nothing, type TemplateResult } from 'lit';
import { timeText } from '../../../elements/i18n/time.ts';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { answer, api, type Schema } from '../../api/client.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { LiveState } from '../../shared/live.ts';
import { Watched } from '../../shared/watched.ts';

type Node = Schema<'Cluster'>['nodes'][number];

/** The servers that share the database. Of one that shares it with none, nothing is shown. */
class Servers extends ConsoleElement {
	readonly #live = new LiveState(this);
	readonly #cluster = new Watched(this, () => answer(api.GET('/v1/cluster')));

	protected override render(): TemplateResult | typeof nothing {
		const { value, problem } = this.#cluster;
		if (problem) return html`<p class="error" role="status">Servers: ${problem}</p>`;
		if (!value || value.nodes.length < 2) return nothing;
		return html`<section class="panel stack tight" aria-labelledby="servers">
			<h2 id="servers">Servers</h2>
			<div class="scroll" tabindex="0" role="region" aria-labelledby="servers">
				<table class="numbers">
					<thead><tr>
						<th scope="col">Server</th><th scope="col">Version</th><th scope="col">Open streams</th>
						<th scope="col">Commits behind</th><th scope="col">Last seen</th><th scope="col">Does</th>
					</tr></thead>
					<tbody>${value.nodes.map((node) => this.#row(node, value.jobs))}</tbody>
				</table>
			</div>
		</section>`;
	}

	#row(
		{ name, version, connections, behind, seenAt, isThis, isSilent }: Node,
		jobs: Schema<'Cluster'>['jobs'],
	): TemplateResult {
		const does = jobs.filter(({ holder }) => holder === name).map(({ job }) => job);
		return html`<tr>
			<th scope="row">${name.slice(0, 8)}${isThis ? html` <span class="tag" data-tone="info">this one</span>` : nothing}</th>
			<td>${version}</td>
			<td>${connections}</td>
			<td>${behind}</td>
			<td>${isSilent ? html`<b>silent</b>, ` : nothing}${timeText(seenAt, this.#live.now)}</td>
			<td>${does.join(', ')}</td>
		</tr>`;
	}
}

defineElement('console-servers', Servers);

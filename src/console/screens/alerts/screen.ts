import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { timeText } from '../../../elements/i18n/time.ts';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { answer, api, type Schema } from '../../api/client.ts';
import { sentenceOf } from '../../api/problem.ts';
import { automationEvent, switchAutomation } from '../../shared/automation.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { listStyles } from '../../shared/list-styles.ts';
import { LiveState } from '../../shared/live.ts';
import { can } from '../../shared/session.ts';
import { Watched } from '../../shared/watched.ts';
import { linkTo } from '../../shell/navigation.ts';
import './rule-test.ts';
import './rules.ts';
import './sources.ts';

type Group = Schema<'AlertGroup'>;

const phaseWords: Readonly<Record<Group['phase'], string>> = {
	pending: 'Its rule waits before it acts',
	open: 'Its rule has acted',
	closed: 'Its rule has ended it',
};

/** Alerts in: the switch of all automation, what fires, the tools, and the rules. */
class AlertsScreen extends ConsoleElement {
	static override styles: CSSResultGroup = [ConsoleElement.styles, listStyles];
	static override properties: PropertyDeclarations = { problem: { state: true } };

	declare problem: string;

	readonly #live = new LiveState(this);
	readonly #alerts = new Watched(this, () => answer(api.GET('/v1/alerts')));
	readonly #refresh = (): void => void this.#alerts.refresh();

	constructor() {
		super();
		this.problem = '';
	}

	override connectedCallback(): void {
		super.connectedCallback();
		addEventListener(automationEvent, this.#refresh);
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		removeEventListener(automationEvent, this.#refresh);
	}

	protected override render(): TemplateResult {
		const { value, problem } = this.#alerts;
		const sources = value?.sources ?? [];
		const ids = sources.map(({ id }) => id);
		// What a heartbeat sends is not read.
		const tools = sources.filter(({ kind }) => kind !== 'heartbeat').map(({ id }) => id);
		return html`<div class="stack">
			<div class="row spread">
				<h1>Alerts</h1>
				${value?.automation && can('switch-automation') ? html`<button type="button" class="danger" @click=${this.#switchOff}>Switch all automation off</button>` : nothing}
			</div>
			<p class="quiet">Monitoring tools send alerts. Rules make drafts or notices of them, in customers’ words.</p>
			${this.problem || problem ? html`<p class="error" role="alert">${this.problem || problem}</p>` : nothing}
			${value && value.groups.length > 0 ? this.#groups(value.groups, value.groupCount) : nothing}
			${
				value
					? html`<console-alert-sources .sources=${sources} @alerts-changed=${this.#refresh}></console-alert-sources>
						<console-alert-rules .sources=${ids}></console-alert-rules>
						<console-rule-test .sources=${tools}></console-rule-test>`
					: nothing
			}
		</div>`;
	}

	readonly #switchOff = async (): Promise<void> => {
		this.problem = '';
		try {
			await switchAutomation(false);
		} catch (error) {
			this.problem = sentenceOf(error);
		}
	};

	#groups(groups: readonly Group[], count: number): TemplateResult {
		return html`<section class="stack tight" aria-labelledby="watched">
			<h2 id="watched">What rules watch <span class="quiet numbers">${count}</span></h2>
			<ul class="panel list">${repeat(
				groups,
				({ id }) => id,
				(each) => this.#group(each),
			)}</ul>
		</section>`;
	}

	#group({
		source,
		rule,
		phase,
		firing,
		flapping,
		firingSince,
		summaries,
		draft,
		notice,
		coveredBy,
		note,
	}: Group) {
		const { now } = this.#live;
		return html`<li>
			<div class="row spread">
				<div>
					<h3>${summaries[0] ?? 'An alert without a summary'}</h3>
					<p class="small quiet numbers">${source} · rule ${rule} · since ${timeText(firingSince, now)}</p>
				</div>
				<span class="tag numbers" data-tone=${firing > 0 ? 'major' : 'resolved'}>${firing > 0 ? `${firing} ${firing === 1 ? 'fires' : 'fire'}` : 'Quiet'}${flapping ? ', flapping' : ''}</span>
			</div>
			<p class="small">
				${phaseWords[phase]}.
				${notice ? html`<a href=${linkTo('notices', notice)}>Its notice</a>.` : draft ? html`<a href=${linkTo('now')}>Its draft waits on Now</a>.` : nothing}
				${coveredBy ? html`“${coveredBy}” says it already.` : nothing} ${note ?? nothing}
			</p>
		</li>`;
	}
}

defineElement('console-alerts', AlertsScreen);

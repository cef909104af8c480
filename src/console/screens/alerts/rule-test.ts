import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { impactLabels } from '../../../model/labels.ts';
import { answer, api, type Schema } from '../../api/client.ts';
import { sentenceOf } from '../../api/problem.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { durationText } from '../../shared/duration-text.ts';
import { parseJson } from './source-form.ts';
import { type SourceKind, sourceKindNames, sourceKinds } from './source-kinds.ts';

type Tested = Schema<'TestedRules'>['alerts'][number];

const doesWords: Readonly<Record<Tested['does'], string>> = {
	nothing: 'Nothing happens',
	draft: 'It writes a draft',
	publish: 'It publishes',
	end: 'It ends what it opened',
};

/** What the rules would do with a message. It changes nothing. */
class RuleTest extends ConsoleElement {
	static override properties: PropertyDeclarations = {
		sources: { attribute: false },
		problem: { state: true },
		result: { state: true },
	};

	/** The ids of the sources. */
	declare sources: readonly string[];
	declare problem: string;
	declare result: readonly Tested[] | null;

	constructor() {
		super();
		this.sources = [];
		this.problem = '';
		this.result = null;
	}

	protected override render(): TemplateResult {
		return html`<form class="panel stack" aria-labelledby="test" @submit=${this.#test}>
			<h2 id="test">Test the rules</h2>
			<div class="field">
				<label for="test-from">The message comes from</label>
				<select id="test-from" name="from">
					${this.sources.map((id) => html`<option value=${`source ${id}`}>${id}</option>`)}
					${sourceKindNames.filter((kind) => kind !== 'heartbeat').map((kind) => html`<option value=${`kind ${kind}`}>${sourceKinds[kind].title}, as any source</option>`)}
				</select>
			</div>
			<div class="field">
				<label for="test-document">Message <span class="hint">the JSON that the tool sends</span></label>
				<textarea id="test-document" name="document" rows="5" spellcheck="false" required></textarea>
			</div>
			${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
			<div class="row"><button>Test</button><span class="hint">It changes nothing.</span></div>
			<div role="status" class="stack tight">${this.result?.map(tested) ?? nothing}${this.result?.length === 0 ? html`<p>The message has no alert.</p>` : nothing}</div>
		</form>`;
	}

	readonly #test = async (event: Event): Promise<void> => {
		event.preventDefault();
		const data = new FormData(event.target as HTMLFormElement);
		const [by = '', name = ''] = String(data.get('from')).split(' ');
		const parsed = parseJson(String(data.get('document')));
		this.result = null;
		this.problem = 'problem' in parsed ? parsed.problem : '';
		if ('problem' in parsed) return;
		try {
			const from = by === 'source' ? { source: name } : { kind: name as SourceKind };
			const body = { ...from, document: parsed.value };
			this.result = (await answer(api.POST('/v1/alert-rule-test', { body }))).alerts;
		} catch (error) {
			this.problem = sentenceOf(error);
		}
	};
}

function tested({
	summary,
	firing,
	rule,
	does,
	why,
	title,
	impact,
	openAfter,
	resolveAfter,
}: Tested): TemplateResult {
	const after = firing ? openAfter : resolveAfter;
	const facts = [
		rule === null ? '' : `rule ${rule}`,
		after && does !== 'nothing' ? `after ${durationText(after)}` : '',
		impact ? impactLabels[impact] : '',
	];
	return html`<div class="toned" data-tone=${does === 'publish' ? 'major' : does === 'nothing' ? 'maintenance' : 'info'}>
		<p><b>${doesWords[does]}${title ? `: ${title}` : '.'}</b> ${why ?? ''}</p>
		<p class="small">${[summary, firing ? 'fires' : 'has ended', ...facts].filter(Boolean).join(' · ')}</p>
	</div>`;
}

defineElement('console-rule-test', RuleTest);

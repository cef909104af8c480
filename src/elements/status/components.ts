/** The components in the panel: in their groups, or those that a search finds. */
import {
	html,
	nothing,
	type ReactiveController,
	type ReactiveControllerHost,
	type TemplateResult,
} from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Feed } from '../../client/index.ts';
import type { History } from '../../model/history/history.ts';
import { type ComponentGroup, componentGroups } from '../../model/views/component-groups.ts';
import type { ComponentView } from '../../model/views/components.ts';
import { message } from '../i18n/messages.ts';
import { HistoryController } from '../shared/history-controller.ts';
import { ComponentRows, type RowOptions, statusLabel } from './component-row.ts';
import { ComponentSearch } from './component-search.ts';
import { GradualRows } from './gradual-rows.ts';
import { GroupState, mostRowsAtFirst } from './group-state.ts';

/** From so many components on, the panel has a search, and its worst groups come first. */
const longPanel = 20;

export interface ComponentSectionOptions extends RowOptions {
	/** When the statuses were last known to be current, as the visitor reads it; empty: they are. */
	readonly asOf: string;
}

export class ComponentSection implements ReactiveController {
	readonly #host: ReactiveControllerHost;
	readonly #isVisible: () => boolean;
	readonly #history: HistoryController;
	readonly #groups = new GroupState();
	readonly #search: ComponentSearch;
	readonly #rows: ComponentRows;
	readonly #gradually = new GradualRows<History | null>();
	/** Whether the last update showed components, and not only closed groups. */
	#hasRows = false;

	/** `isVisible`: whether the panel is open. */
	constructor(host: ReactiveControllerHost, getFeed: () => Feed | null, isVisible: () => boolean) {
		this.#host = host;
		this.#isVisible = isVisible;
		host.addController(this);
		this.#history = new HistoryController(host, getFeed, () => isVisible() && this.#hasRows);
		this.#search = new ComponentSearch(host);
		this.#rows = new ComponentRows(() => host.requestUpdate());
	}

	hostUpdate(): void {
		if (!this.#isVisible()) {
			this.#groups.reset();
			this.#search.reset();
			this.#rows.reset();
		}
		this.#hasRows = false;
		this.#gradually.begin();
	}

	hostUpdated(): void {
		this.#gradually.end();
		if (!this.#gradually.isComplete) this.#host.requestUpdate();
	}

	render(all: readonly ComponentView[], options: ComponentSectionOptions): TemplateResult | typeof nothing {
		if (all.length === 0) return nothing;
		const isLong = all.length >= longPanel;
		const groups = isLong ? this.#groups.inOrder(componentGroups(all)) : componentGroups(all);
		const found =
			isLong && this.#search.isActive
				? this.#search.find(groups.flatMap(({ components }) => components))
				: null;
		const { history = null, hasFailed = false } = this.#history.resource ?? {};
		const list = found
			? this.#list('found', found, { ...options, namesGroup: true })
			: this.#groupList(groups, isLong, options);
		return html`
			<section class="stack ${isLong ? 'long' : ''}" aria-label=${message('components')}>
				<h3 class="label" .textContent=${message('components')}></h3>
				${options.asOf ? html`<p class="muted" .textContent=${message('asOf', { time: options.asOf })}></p>` : nothing}
				${isLong ? this.#search.render(found ? found.length : null) : nothing}
				${list}
			</section>
			${
				this.#hasRows && (history || hasFailed)
					? html`<p class="muted note" .textContent=${message(history ? 'historyZone' : 'historyFailed')}></p>`
					: nothing
			}
		`;
	}

	/** `name` distinguishes the lists: the same component in another list is another row. */
	#list(name: string, members: readonly ComponentView[], options: RowOptions): TemplateResult {
		const history = this.#history.resource?.history ?? null;
		const drawn = members.flatMap((component) => {
			const content = this.#gradually.contentOf(`${name} ${component.id}`, history);
			return content === undefined ? [] : { component, content };
		});
		this.#hasRows ||= drawn.length > 0;
		return html`
			<ul class="plain components">
				${repeat(
					drawn,
					({ component }) => component.id,
					({ component, content }) => this.#rows.render(component, content, options),
				)}
			</ul>
		`;
	}

	/** The lists are made first: only then is it known whether the panel has rows. */
	#groupList(groups: readonly ComponentGroup[], isLong: boolean, options: RowOptions): unknown {
		const drawn = groups.map((group) => [group.name, this.#group(group, isLong, options)] as const);
		return repeat(
			drawn,
			([name]) => name,
			([, content]) => content,
		);
	}

	/** A group that opens, or a plain list: for components without a group, unless they are many. */
	#group(group: ComponentGroup, isLong: boolean, options: RowOptions): TemplateResult {
		const { name, components, status } = group;
		if (name === null && !(isLong && components.length > mostRowsAtFirst))
			return this.#list('group', components, options);
		const isOpen = this.#groups.isOpen(group, isLong);
		const onToggle = ({ target }: Event): void => {
			if (this.#groups.setOpen(name, (target as HTMLDetailsElement).open)) this.#host.requestUpdate();
		};
		return html`
			<details class="group" ?open=${isOpen} @toggle=${onToggle}>
				<summary class="row">
					<span class="name" .textContent=${name ?? message('withoutGroup')}></span>${statusLabel(`group ${name ?? ''}`, status, options)}
				</summary>
				${isOpen ? this.#list(`group ${name ?? ''}`, components, options) : nothing}
			</details>
		`;
	}
}

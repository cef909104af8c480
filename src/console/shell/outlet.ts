import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { defineElement } from '../../elements/shared/define-element.ts';
import { drillId } from '../api/server.ts';
import { ConsoleElement } from '../shared/console-element.ts';
import { canAny } from '../shared/session.ts';
import { currentRoute, routeEvent } from './navigation.ts';
import { isHere, screenList, screens } from './screens.ts';

/** Shows the screen of the address. Its module is loaded when it is first needed. */
class ConsoleOutlet extends ConsoleElement {
	static override properties: PropertyDeclarations = { problem: { state: true } };

	declare problem: string;
	#key = '';
	#screen: HTMLElement | undefined;
	readonly #onRoute = (): void => void this.#show();

	constructor() {
		super();
		this.problem = '';
	}

	override connectedCallback(): void {
		super.connectedCallback();
		for (const name of [routeEvent, 'popstate']) addEventListener(name, this.#onRoute);
		void this.#show();
		// A screen that is loaded now can be opened while the server is down.
		requestIdle(() => {
			for (const [, { load, actions }] of screenList) if (canAny(actions)) void load().catch(() => undefined);
		});
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		for (const name of [routeEvent, 'popstate']) removeEventListener(name, this.#onRoute);
	}

	async #show(): Promise<void> {
		const { screen: name, id } = currentRoute();
		const found = screens[name];
		const key = `${name} ${id}`;
		if (!found || !isHere(name) || !canAny(found.actions)) {
			this.#key = key;
			this.#screen = undefined;
			this.problem = `${isHere(name) ? 'Your role' : 'A drill'} does not use this screen. Choose another one above.`;
			return;
		}
		try {
			await found.load();
		} catch {
			this.problem = 'This screen could not be loaded. Check your connection, then reload the page.';
			return;
		}
		const now = currentRoute();
		if (key !== `${now.screen} ${now.id}` || key === this.#key) return;
		this.#key = key;
		this.problem = '';
		this.#screen = document.createElement(found.tag);
		if (id) this.#screen.setAttribute('item', id);
		document.title = `${drillId === null ? '' : 'Drill: '}${found.title} – Candor console`;
		scrollTo(0, 0);
		this.requestUpdate();
	}

	protected override render(): TemplateResult {
		return html`${this.problem ? html`<p class="panel" role="alert">${this.problem}</p>` : nothing}${this.#screen ?? nothing}`;
	}
}

/** Safari has no idle callback. */
const requestIdle = (act: () => void): unknown =>
	'requestIdleCallback' in globalThis ? requestIdleCallback(act) : setTimeout(act, 500);

defineElement('console-outlet', ConsoleOutlet);

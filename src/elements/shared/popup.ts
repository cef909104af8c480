/** Opens an element's `#panel` beside its `.pill`: by the popover API, or without it by `hidden` and two listeners. */
import type { ReactiveController, ReactiveControllerHost } from '@lit/reactive-element';

type Host = ReactiveControllerHost & HTMLElement & { readonly renderRoot: ParentNode };

const native = (): boolean => 'popover' in HTMLElement.prototype;
/** Between the pill and the panel, and between the panel and the edge of the window. */
const gap = 8;

export class Popup implements ReactiveController {
	open = false;
	readonly #host: Host;

	constructor(host: Host) {
		this.#host = host;
		host.addController(this as ReactiveController);
	}

	/** Whether the panel lacks `hidden`: the popover API hides by itself. */
	get visible(): boolean {
		return native() || this.open;
	}

	hostDisconnected(): void {
		this.#set(false);
	}

	hostUpdated(): void {
		if (this.open) this.#place();
	}

	readonly toggle = async (): Promise<void> => {
		if (this.open) return this.close();
		this.#set(true);
		await this.#host.updateComplete;
		const panel = this.#panel;
		if (!panel || !this.open) return;
		if (native() && !panel.matches(':popover-open')) panel.showPopover();
		this.#place();
		panel.focus({ preventScroll: true });
	};

	/** Closes and gives the focus back to the button, which a reader who closes the panel by its button has left. */
	readonly close = (): void => {
		const panel = this.#panel;
		if (native() && panel?.matches(':popover-open')) panel.hidePopover();
		this.#set(false);
		this.#pill?.focus({ preventScroll: true });
	};

	/** The browser closed it: Escape, or a click elsewhere. */
	readonly toggled = (event: Event): void => {
		if (event instanceof ToggleEvent && event.newState === 'closed') this.#set(false);
	};

	get #panel(): HTMLElement | null {
		return this.#host.renderRoot.querySelector<HTMLElement>('#panel');
	}

	get #pill(): HTMLElement | null {
		return this.#host.renderRoot.querySelector<HTMLElement>('.pill');
	}

	#set(open: boolean): void {
		if (this.open === open) return;
		this.open = open;
		for (const [type, listener] of [
			['keydown', this.#key],
			['pointerdown', this.#outside],
			['resize', this.#place],
			['scroll', this.#place],
		] as const) {
			if (open) addEventListener(type, listener as EventListener, true);
			else removeEventListener(type, listener as EventListener, true);
		}
		this.#host.requestUpdate();
	}

	readonly #key = (event: KeyboardEvent): void => {
		if (event.key !== 'Escape') return;
		// Whoever has left the panel for the page keeps their place there.
		if (event.composedPath().includes(this.#host)) this.close();
		else this.#outside(event);
	};

	readonly #outside = (event: Event): void => {
		if (!native() && !event.composedPath().includes(this.#host)) this.#set(false);
	};

	/** Below the pill where there is room, else above it; along its start edge, kept inside the window. */
	readonly #place = (): void => {
		const { pill, panel } = { pill: this.#pill?.getBoundingClientRect(), panel: this.#panel };
		if (!pill || !panel) return;
		const { clientWidth, clientHeight } = document.documentElement;
		const width = panel.offsetWidth;
		const below = clientHeight - pill.bottom - 2 * gap;
		const above = pill.top - 2 * gap;
		const up = below < Math.min(panel.scrollHeight, 360) && above > below;
		const rtl = getComputedStyle(this.#host).direction === 'rtl';
		const left = Math.max(gap, Math.min(rtl ? pill.right - width : pill.left, clientWidth - width - gap));
		// Set through the object model, which no content security policy forbids; markup has no style in it.
		panel.style.left = `${left}px`;
		const most = Math.max(160, up ? above : below);
		panel.style.maxHeight = `${most}px`;
		panel.style.top = up ? 'auto' : `${pill.bottom + gap}px`;
		panel.style.bottom = up
			? `${Math.min(clientHeight - pill.top + gap, clientHeight - most - gap)}px`
			: 'auto';
	};
}

/**
 * Opens an element's `#panel` beside its `.pill`, with the popover API or, without it, with
 * `hidden` and two listeners.
 */
import type { ReactiveController, ReactiveControllerHost } from '@lit/reactive-element';

type Host = ReactiveControllerHost & HTMLElement & { readonly renderRoot: ParentNode };

const hasPopoverApi = (): boolean => 'popover' in HTMLElement.prototype;
/** Between the pill and the panel, and between the panel and the edge of the window, CSS pixels. */
const gap = 8;
/** The panel opens above the pill only if there is less room than this below it, CSS pixels. */
const comfortableHeight = 360;
const minHeight = 160;

export class Popup implements ReactiveController {
	isOpen = false;
	readonly #host: Host;

	constructor(host: Host) {
		this.#host = host;
		host.addController(this as ReactiveController);
	}

	/** Whether the panel needs the attribute `hidden`: the popover API hides it without. */
	get isHidden(): boolean {
		return !hasPopoverApi() && !this.isOpen;
	}

	hostDisconnected(): void {
		this.#setOpen(false);
	}

	hostUpdated(): void {
		if (this.isOpen) this.#position();
	}

	readonly toggle = async (): Promise<void> => {
		if (this.isOpen) return this.close();
		this.#setOpen(true);
		await this.#host.updateComplete;
		const panel = this.#panel;
		if (!panel || !this.isOpen) return;
		if (hasPopoverApi() && !panel.matches(':popover-open')) panel.showPopover();
		this.#position();
		panel.focus({ preventScroll: true });
	};

	/** Closes the panel and returns the focus to the pill. */
	readonly close = (): void => {
		const panel = this.#panel;
		if (hasPopoverApi() && panel?.matches(':popover-open')) panel.hidePopover();
		this.#setOpen(false);
		this.#pill?.focus({ preventScroll: true });
	};

	/** Follows the browser, which closes a popover on Escape or on a click elsewhere. */
	readonly onToggle = (event: Event): void => {
		if (event instanceof ToggleEvent && event.newState === 'closed') this.#setOpen(false);
	};

	get #panel(): HTMLElement | null {
		return this.#host.renderRoot.querySelector<HTMLElement>('#panel');
	}

	get #pill(): HTMLElement | null {
		return this.#host.renderRoot.querySelector<HTMLElement>('.pill');
	}

	#setOpen(isOpen: boolean): void {
		if (this.isOpen === isOpen) return;
		this.isOpen = isOpen;
		for (const [type, listener] of [
			['keydown', this.#onKeyDown],
			['pointerdown', this.#onOutside],
			['resize', this.#position],
			['scroll', this.#position],
		] as const) {
			if (isOpen) addEventListener(type, listener as EventListener, true);
			else removeEventListener(type, listener as EventListener, true);
		}
		this.#host.requestUpdate();
	}

	readonly #onKeyDown = (event: KeyboardEvent): void => {
		if (event.key !== 'Escape') return;
		// A visitor whose focus is elsewhere in the page keeps it there.
		if (event.composedPath().includes(this.#host)) this.close();
		else this.#onOutside(event);
	};

	readonly #onOutside = (event: Event): void => {
		if (!hasPopoverApi() && !event.composedPath().includes(this.#host)) this.#setOpen(false);
	};

	/**
	 * Below the pill if there is room, else above it; aligned with its start edge and inside the
	 * window.
	 */
	readonly #position = (): void => {
		const pill = this.#pill?.getBoundingClientRect();
		const panel = this.#panel;
		if (!pill || !panel) return;
		const { clientWidth, clientHeight } = document.documentElement;
		const width = panel.offsetWidth;
		const roomBelow = clientHeight - pill.bottom - 2 * gap;
		const roomAbove = pill.top - 2 * gap;
		const opensUp = roomBelow < Math.min(panel.scrollHeight, comfortableHeight) && roomAbove > roomBelow;
		const isRtl = getComputedStyle(this.#host).direction === 'rtl';
		const left = Math.max(gap, Math.min(isRtl ? pill.right - width : pill.left, clientWidth - width - gap));
		// No content security policy forbids styles that are set through the CSSOM.
		panel.style.left = `${left}px`;
		const maxHeight = Math.max(minHeight, opensUp ? roomAbove : roomBelow);
		panel.style.maxHeight = `${maxHeight}px`;
		panel.style.top = opensUp ? 'auto' : `${pill.bottom + gap}px`;
		panel.style.bottom = opensUp
			? `${Math.min(clientHeight - pill.top + gap, clientHeight - maxHeight - gap)}px`
			: 'auto';
	};
}

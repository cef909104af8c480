/**
 * A page in an iframe that loads Candor with its script tag, on a network that the test controls.
 */
import type { RefusalReason } from '../../../src/client/index.ts';

/** The answer to a request. */
export interface NetworkAnswer {
	/** Default: 200. */
	readonly status?: number;
	/** The type of the content. Default: `application/json`. */
	readonly type?: string;
	readonly body: string;
	/** Whether the connection stays open after the body. */
	readonly open?: boolean;
}
/** Called for each request, in order. */
export type Network = (address: string) => NetworkAnswer;

export interface TaggedFrame {
	/** The refused content, in order. */
	readonly refused: readonly { readonly reason: RefusalReason; readonly source: string }[];
	/** Uncaught errors and rejections. */
	readonly errors: readonly string[];
	/** Every title that the banner has shown, in order. */
	readonly titles: readonly string[];
	/** Resolves when the banner shows this title. */
	shows(title: string): Promise<void>;
	/**
	 * Puts the page into the back/forward cache and back: it reconnects with the state that it has.
	 */
	reconnect(): void;
	remove(): void;
}

/** @param attributes - The attributes of the script tag. */
export async function aTaggedFrame(
	attributes: Readonly<Record<string, string>>,
	network: Network,
): Promise<TaggedFrame> {
	const frame = document.createElement('iframe');
	const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
	frame.srcdoc = '<!doctype html><html lang="en"><title>Product</title><h1>Product</h1>';
	document.body.append(frame);
	await loaded;
	const view = frame.contentWindow as Window & typeof globalThis;
	const refused: TaggedFrame['refused'][number][] = [];
	const errors: string[] = [];
	const titles: string[] = [];
	const waiting = new Map<string, () => void>();

	view.addEventListener('candor-refused', ({ reason, source }) => refused.push({ reason, source }));
	view.addEventListener('error', ({ message }) => errors.push(message));
	view.addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)));
	view.fetch = async (address, options) => responseOf(network(String(address)), options?.signal ?? null);
	// Random waits end at their earliest moment.
	view.Math.random = () => 0;

	const recordTitle = (root: ShadowRoot): void => {
		const card = root.querySelector<HTMLElement>('section');
		const isShown = card?.hidden === false && view.getComputedStyle(card).visibility === 'visible';
		const title = isShown ? (root.querySelector('h2')?.textContent ?? '') : '';
		if (title && title !== titles.at(-1)) titles.push(title);
		waiting.get(title)?.();
	};
	const script = view.document.createElement('script');
	for (const [name, value] of Object.entries(attributes)) script.setAttribute(name, value);
	script.src = '/dist/candor.js';
	const ran = new Promise((resolve, reject) => {
		script.addEventListener('load', resolve);
		script.addEventListener('error', () => reject(new Error('dist/candor.js could not be loaded.')));
	});
	view.document.head.append(script);
	await ran;
	const root = await bannerRoot(view.document);
	new MutationObserver(() => recordTitle(root)).observe(root, {
		subtree: true,
		childList: true,
		characterData: true,
		attributes: true,
	});
	recordTitle(root);

	return {
		refused,
		errors,
		titles,
		shows: (title) =>
			titles.at(-1) === title ? Promise.resolve() : new Promise((resolve) => waiting.set(title, resolve)),
		reconnect: () => {
			for (const event of ['pagehide', 'pageshow']) view.dispatchEvent(new Event(event));
		},
		remove: () => frame.remove(),
	};
}

/** The shadow root of the banner that the script tag inserts into the page. */
function bannerRoot(page: Document): Promise<ShadowRoot> {
	const find = (): ShadowRoot | null => page.querySelector('candor-banner')?.shadowRoot ?? null;
	const found = find();
	if (found) return Promise.resolve(found);
	return new Promise((resolve) => {
		const observer = new MutationObserver(() => {
			const root = find();
			if (!root) return;
			observer.disconnect();
			resolve(root);
		});
		observer.observe(page, { childList: true, subtree: true });
	});
}

function responseOf(
	{ status = 200, type = 'application/json', body, open = false }: NetworkAnswer,
	signal: AbortSignal | null,
): Response {
	const stream = new ReadableStream<Uint8Array>({
		start(controller) {
			controller.enqueue(new TextEncoder().encode(body));
			if (open) signal?.addEventListener('abort', () => controller.error(signal.reason), { once: true });
			else controller.close();
		},
	});
	return new Response(stream, { status, headers: { 'content-type': type } });
}

/**
 * The service worker `candor-sw.js`: where a page cannot be loaded, the visitor gets one with the live notices, which opens the product
 * again as soon as it answers (docs/how-to/service-worker.md). A classic script: a host registers it, or imports it into its own
 * worker. All other requests are left alone.
 */
import { languageText } from '../model/worker-cache.ts';
import { errorPage } from './error-page.ts';
import { isPage, type Load, navigate } from './navigation.ts';
import { notificationOf } from './push.ts';
import { type GivenSettings, readSettings } from './settings.ts';
import { createStatusServer } from './status-server.ts';
import { readText } from './text-cache.ts';

interface Candor {
	/**
	 * Answers a `fetch` event that loads a page; returns whether it does. `load`: how the host itself loads the page. Default: from the
	 * network.
	 */
	respondTo(event: FetchEvent, load?: Load): boolean;
}

const worker = self as unknown as ServiceWorkerGlobalScope & {
	CandorConfig?: GivenSettings;
	Candor?: Candor;
};
const address = new URL(worker.location.href);
const settings = readSettings(
	{ ...Object.fromEntries(address.searchParams), ...worker.CandorConfig },
	address,
);
const status = createStatusServer(settings);
let refresh: Promise<void> | undefined;

const loadFromNetwork = async (event: FetchEvent): Promise<Response> =>
	// The host may have switched preload on; without using its answer, the page would be fetched twice.
	((await event.preloadResponse) as Response | undefined) ?? fetch(event.request);

function respondTo(event: FetchEvent, load: Load = () => loadFromNetwork(event)): boolean {
	if (!isPage(event.request)) return false;
	const { statuses, timeoutMs } = settings;
	const response = navigate(load, {
		statuses,
		timeoutMs,
		fallback: async (failed) => {
			if (!(await status.mayTakeOver())) return null;
			const [script, language] = await Promise.all([status.script(), readText(languageText)]);
			return errorPage(failed, script, language?.text ?? null, settings);
		},
	});
	event.respondWith(response);
	// After the page, once in a worker's life, so that the stored script does not grow old.
	event.waitUntil(
		response.then(
			() => {
				refresh ??= status.refresh();
				return refresh;
			},
			() => undefined,
		),
	);
	return true;
}

worker.Candor = { respondTo };
// The worker is installed even when the status server is down: `refresh` never rejects.
worker.addEventListener('install', (event) => event.waitUntil(status.refresh()));
worker.addEventListener('activate', (event) => {
	if (settings.preloads) event.waitUntil(worker.registration.navigationPreload.enable());
});
if (settings.listens) worker.addEventListener('fetch', (event) => void respondTo(event));
worker.addEventListener('push', (event) => {
	const shown = notificationOf(event.data?.text() ?? '');
	if (shown) event.waitUntil(worker.registration.showNotification(shown.title, shown.options));
});
worker.addEventListener('notificationclick', (event) => {
	const url = event.notification.data?.candor;
	// Notifications of the host have none.
	if (typeof url !== 'string') return;
	event.notification.close();
	if (url) event.waitUntil(worker.clients.openWindow(url));
});

/**
 * The service worker `candor-sw.js`: where a page cannot be loaded, its visitor gets one with the live notices, which
 * leads back by itself (docs/how-to/service-worker.md). A classic script, to be registered as it is or imported by a host's own.
 * Every other request goes its way untouched.
 */
import { answer } from './answer.ts';
import { isPage, type Load, navigate } from './navigation.ts';
import { type Given, readSettings } from './settings.ts';
import { createStatus } from './status.ts';

interface Candor {
	/**
	 * Answers a `fetch` event where it asks for a page; says whether it did. `load` is how the host itself gets the page,
	 * from the network without it.
	 */
	respondTo(event: FetchEvent, load?: Load): boolean;
}

const worker = self as unknown as ServiceWorkerGlobalScope & { CandorConfig?: Given; Candor?: Candor };
const address = new URL(worker.location.href);
const settings = readSettings(
	{ ...Object.fromEntries(address.searchParams), ...worker.CandorConfig },
	address,
);
const status = createStatus(settings);
let renewal: Promise<void> | undefined;

const network = async (event: FetchEvent): Promise<Response> =>
	// Also where the host has switched preload on: without taking it, the page would be fetched twice.
	((await event.preloadResponse) as Response | undefined) ?? fetch(event.request);

function respondTo(event: FetchEvent, load: Load = () => network(event)): boolean {
	if (!isPage(event.request)) return false;
	const { statuses, patienceMs } = settings;
	const response = navigate(load, {
		statuses,
		patienceMs,
		instead: async (failed) =>
			(await status.takesOver()) ? answer(failed, await status.embed(), settings) : null,
	});
	event.respondWith(response);
	// Behind the page, and once in a worker's life: what is kept must not fall behind for ever.
	event.waitUntil(
		response.then(
			() => {
				renewal ??= status.renew();
				return renewal;
			},
			() => undefined,
		),
	);
	return true;
}

worker.Candor = { respondTo };
// A worker is installed also while the status server is down.
worker.addEventListener('install', (event) => event.waitUntil(status.renew()));
worker.addEventListener('activate', (event) => {
	if (settings.preloads) event.waitUntil(worker.registration.navigationPreload.enable());
});
if (settings.listens) worker.addEventListener('fetch', (event) => void respondTo(event));

/**
 * Notifications of this browser (docs/how-to/web-push.md): the service worker of the page gets them
 * from the status server, also while no page is open.
 */

/**
 * `unsupported`: the browser has none, or shows none on this page. `denied`: the person has refused
 * them. `off`: not asked for. `on`: the browser gets them.
 */
export type PushState = 'unsupported' | 'denied' | 'off' | 'on';

export interface PushPlace {
	/** The address of the status server, without a slash at its end. */
	readonly server: string;
	/** Of a worker that contains `candor-sw.js`. */
	readonly registration: ServiceWorkerRegistration;
}

export interface PushChoice {
	/** Of the notifications, such as `de`. Default: English. */
	readonly language?: string;
	/** The ids of components. Default: all. */
	readonly components?: readonly string[];
}

const limitMs = 10_000;

export const isPushSupported = (): boolean =>
	'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis;

/** Asks the person for nothing. */
export async function pushState({ registration }: Pick<PushPlace, 'registration'>): Promise<PushState> {
	if (!isPushSupported()) return 'unsupported';
	if (Notification.permission === 'denied') return 'denied';
	return (await registration.pushManager.getSubscription()) ? 'on' : 'off';
}

/**
 * The browser asks the person, so call it after a press alone. Rejects where the status server does
 * not accept the subscription; then there is none.
 */
export async function subscribeToPush(
	{ server, registration }: PushPlace,
	{ language = 'en', components }: PushChoice = {},
): Promise<PushState> {
	if (!isPushSupported()) return 'unsupported';
	if ((await Notification.requestPermission()) !== 'granted') return pushState({ registration });
	const { publicKey } = await json(await request(`${server}/v1/push`));
	const subscription = await registration.pushManager.subscribe({
		userVisibleOnly: true,
		applicationServerKey: String(publicKey),
	});
	try {
		await request(`${server}/v1/push`, { subscription, language, components: components ?? null });
	} catch (error) {
		await subscription.unsubscribe();
		throw error;
	}
	return 'on';
}

/** The server forgets the browser at once. Where it cannot be reached, the push service tells it later. */
export async function unsubscribeFromPush({ server, registration }: PushPlace): Promise<PushState> {
	const subscription = await registration.pushManager.getSubscription();
	if (!subscription) return pushState({ registration });
	const { endpoint } = subscription;
	await subscription.unsubscribe();
	await request(`${server}/v1/push/unsubscribe`, { endpoint });
	return pushState({ registration });
}

async function request(address: string, body?: object): Promise<Response> {
	const response = await fetch(address, {
		...{ credentials: 'omit', signal: AbortSignal.timeout(limitMs) },
		...(body && {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		}),
	});
	if (response.ok) return response;
	throw new Error(`The status server answered ${response.status}.`);
}

const json = async (response: Response): Promise<{ readonly publicKey?: unknown }> => response.json();

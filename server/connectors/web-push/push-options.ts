/** Notifications of browsers (Web Push, RFC 8030). */
export interface PushOptions {
	/**
	 * Hosts of push services besides those of Chrome, Edge, Firefox and Safari. `*.example.com` names
	 * every host below. Default: none.
	 */
	readonly services?: readonly string[];
}

/** The push services of the browsers. */
export const browserServices: readonly string[] = [
	'fcm.googleapis.com',
	'*.push.services.mozilla.com',
	'*.push.apple.com',
	'*.notify.windows.com',
];

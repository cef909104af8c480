/** The addresses of the screens, below the console's own path. */

export const screenNames = [
	'now',
	'publish',
	'notices',
	'components',
	'templates',
	'maintenance',
	'drills',
	'channels',
	'alerts',
	'subscribers',
	'audit',
	'tokens',
	'support',
	'settings',
] as const;
export type ScreenName = (typeof screenNames)[number];

export interface Route {
	readonly screen: ScreenName;
	/** What the screen shows, such as the id of a notice. Empty: nothing in particular. */
	readonly id: string;
}

/** The route of a path such as `/console/notices/checkout-1`. An unknown one is that of `Now`. */
export function routeOf(path: string, base: string): Route {
	const [name = '', id = ''] = (path.startsWith(base) ? path.slice(base.length) : '')
		.split('/')
		.filter(Boolean)
		.map(decode);
	const screen = screenNames.find((each) => each === name) ?? 'now';
	return { screen, id: screen === name ? id : '' };
}

/** The path of a screen: `/console/notices/checkout-1`. */
export const pathOf = (base: string, screen: ScreenName, id = ''): string =>
	[base, ...(screen === 'now' ? [] : [screen]), ...(id ? [encodeURIComponent(id)] : [])].join('/');

/** A part of a path as it was before it was escaped. A broken one stays as it is. */
function decode(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

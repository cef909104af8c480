/** The screens: what they are called, who may see them, and the module that each loads. */
import type { Action } from '../../model/permissions.ts';
import { drillId } from '../api/server.ts';
import type { ScreenName } from './router.ts';

export interface Screen {
	readonly title: string;
	/** After `g`. Empty: the screen shows one record, and is in no menu. */
	readonly key: string;
	/** The screen is offered to roles that may do at least one of these. Empty: to all. */
	readonly actions: readonly Action[];
	readonly tag: string;
	readonly load: () => Promise<unknown>;
}

export const screens: Partial<Record<ScreenName, Screen>> = {
	now: {
		title: 'Now',
		key: 'n',
		actions: [],
		tag: 'console-now',
		load: () => import('../screens/now/screen.ts'),
	},
	publish: {
		title: 'Publish',
		key: 'p',
		actions: ['open-notice', 'draft-notice'],
		tag: 'console-publish',
		load: () => import('../screens/publish/screen.ts'),
	},
	components: {
		title: 'Components',
		key: 'c',
		actions: ['edit-component'],
		tag: 'console-components',
		load: () => import('../screens/components/screen.ts'),
	},
	maintenance: {
		title: 'Maintenance',
		key: 'm',
		actions: ['open-notice'],
		tag: 'console-maintenance',
		load: () => import('../screens/maintenance/screen.ts'),
	},
	templates: {
		title: 'Templates',
		key: 'l',
		actions: ['read-templates'],
		tag: 'console-templates',
		load: () => import('../screens/templates/screen.ts'),
	},
	drills: {
		title: 'Drills',
		key: 'd',
		actions: ['read-drills'],
		tag: 'console-drills',
		load: () => import('../screens/drills/screen.ts'),
	},
	channels: {
		title: 'Channels',
		key: 'h',
		actions: ['read-channels'],
		tag: 'console-channels',
		load: () => import('../screens/channels/screen.ts'),
	},
	alerts: {
		title: 'Alerts',
		key: 'r',
		actions: ['read-alerts'],
		tag: 'console-alerts',
		load: () => import('../screens/alerts/screen.ts'),
	},
	subscribers: {
		title: 'Subscribers',
		key: 'b',
		actions: ['read-subscribers'],
		tag: 'console-subscribers',
		load: () => import('../screens/subscribers/screen.ts'),
	},
	support: {
		title: 'Support',
		key: 's',
		actions: [],
		tag: 'console-support',
		load: () => import('../screens/support/screen.ts'),
	},
	audit: {
		title: 'Audit',
		key: 'a',
		actions: ['read-log'],
		tag: 'console-audit',
		load: () => import('../screens/audit/screen.ts'),
	},
	tokens: {
		title: 'Tokens',
		key: 't',
		actions: ['read-tokens'],
		tag: 'console-tokens',
		load: () => import('../screens/tokens/screen.ts'),
	},
	settings: {
		title: 'Settings',
		key: 'o',
		actions: ['read-templates'],
		tag: 'console-settings',
		load: () => import('../screens/settings/screen.ts'),
	},
	notices: {
		title: 'Notice',
		key: '',
		actions: [],
		tag: 'console-notice',
		load: () => import('../screens/notice/screen.ts'),
	},
};

/** What a drill shares with its server, or does without. */
const notInDrills: ReadonlySet<ScreenName> = new Set([
	'drills',
	'channels',
	'alerts',
	'subscribers',
	'tokens',
	'settings',
]);

export const isHere = (name: ScreenName): boolean => drillId === null || !notInDrills.has(name);

/** The screens that are here, in the order of the navigation. */
export const screenList = (Object.entries(screens) as [ScreenName, Screen][]).filter(
	([name, { key }]) => key && isHere(name),
);

/**
 * Notifications (docs/how-to/web-push.md). What a push service brings is untrusted: each field is checked, and a press opens only
 * a page of the web. Messages that are not Candor's are the host's.
 */
interface Shown {
	readonly title: string;
	readonly options: NotificationOptions;
}

/** `null`: it is none of Candor's. */
export function notificationOf(text: string): Shown | null {
	try {
		const document = JSON.parse(text);
		if (document.candor !== 1) return null;
		const line = (name: string): string => String(document[name] ?? '').slice(0, 300);
		const url = line('url');
		return {
			title: line('title'),
			options: {
				body: line('body'),
				tag: `candor-${line('tag')}`,
				lang: line('lang'),
				dir: document.dir === 'rtl' ? 'rtl' : 'ltr',
				data: { candor: /^https?:/.test(url) && URL.canParse(url) ? url : '' },
			},
		};
	} catch {
		// The host sends something else than JSON.
		return null;
	}
}

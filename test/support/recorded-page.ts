/**
 * Records in a page which requests it makes and what its visitor sees, at the moment when it
 * happens.
 */
import type { BrowserContext, Page } from 'playwright-core';

export interface Sight {
	/** Epoch milliseconds. */
	readonly at: number;
	/** The text of the banner; empty while it is hidden. */
	readonly banner: string;
	/** The text of `candor-status`; empty while there is none. */
	readonly status: string;
}

export interface PageRecord {
	/** All requests of the client. */
	readonly requests: readonly { readonly at: number; readonly address: string }[];
	/** Each change of what is visible. */
	readonly sights: readonly Sight[];
	/** Uncaught errors. */
	readonly errors: readonly string[];
}

/**
 * Runs in the page before all other scripts. It must not contain named inner functions, which the
 * loader of these tests would instrument.
 */
function record(): void {
	const requests: { at: number; address: string }[] = [];
	const sights: Sight[] = [];
	Object.assign(globalThis, { candorRecord: { requests, sights } });
	const { fetch } = globalThis;
	globalThis.fetch = (address, options) => {
		requests.push({ at: performance.timeOrigin + performance.now(), address: String(address) });
		return fetch(address, options);
	};
	const { attachShadow } = Element.prototype;
	Element.prototype.attachShadow = function (options) {
		const root = attachShadow.call(this, options);
		const observer = new MutationObserver(() => {
			const card = document.querySelector('candor-banner')?.shadowRoot?.querySelector('section');
			const pill = document.querySelector('candor-status')?.shadowRoot?.querySelector('.pill');
			const banner = card && !card.hidden ? card.innerText : '';
			const status = pill?.textContent?.trim() ?? '';
			const last = sights.at(-1);
			if (banner !== (last?.banner ?? '') || status !== (last?.status ?? ''))
				sights.push({ at: performance.timeOrigin + performance.now(), banner, status });
		});
		if (this.localName.startsWith('candor-'))
			observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
		return root;
	};
}

export interface RecordedPage {
	readonly page: Page;
	read(): Promise<PageRecord>;
	/** Resolves when the banner and the status show these texts. */
	sees(banner: string, status?: string): Promise<void>;
	/** When the banner first showed this text, epoch milliseconds. */
	firstSeen(banner: string): Promise<number>;
	/** When the script was completely downloaded, epoch milliseconds. */
	scriptArrived(): Promise<number>;
}

export async function aRecordedPage(context: BrowserContext): Promise<RecordedPage> {
	const page = await context.newPage();
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(String(error)));
	await page.addInitScript(record);
	const read = async (): Promise<PageRecord> => ({
		...((await page.evaluate('candorRecord')) as Omit<PageRecord, 'errors'>),
		errors,
	});
	return {
		page,
		read,
		sees: async (banner, status = '') => {
			await page.waitForFunction(
				([words, word]) => {
					const { sights } = (globalThis as unknown as { candorRecord: PageRecord }).candorRecord;
					const last = sights.at(-1);
					return last?.banner.includes(words) && last.status.includes(word);
				},
				[banner, status] as const,
				{ polling: 20, timeout: 60_000 },
			);
		},
		firstSeen: async (words) => {
			const { sights } = await read();
			return sights.find(({ banner }) => banner.includes(words))?.at ?? Number.NaN;
		},
		scriptArrived: () =>
			page.evaluate(() => {
				const [script] = performance
					.getEntriesByType('resource')
					.filter(({ name }) => name.endsWith('/candor.js')) as PerformanceResourceTiming[];
				return performance.timeOrigin + (script?.responseEnd ?? Number.NaN);
			}),
	};
}

/** The largest number of times within so many milliseconds. */
export const mostWithin = (ms: number, times: readonly number[]): number =>
	Math.max(0, ...times.map((start) => times.filter((time) => time >= start && time < start + ms).length));

/** What follows an outage reaches the browsers that showed it, and no request says which these are. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { aJumpingClock } from '../support/jumping-clock.ts';
import { aBrowser, aProduct, closePagesAfterEach, seenIn, shows } from '../support/page.ts';
import { aServer, type TestServer } from '../support/server.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);
const patience = { timeout: 240_000 };
const dayMs = 24 * 60 * 60_000;

/** A browser, and all that its pages send to the status server. */
async function aVisitor() {
	const context = await chrome().newContext();
	const errors: string[] = [];
	const sent: Promise<string>[] = [];
	context.on('request', (request) => {
		const { pathname, searchParams } = new URL(request.url());
		if (!pathname.startsWith('/v1/')) return;
		const query = [...searchParams]
			.map(([name, value]) => `${name}=${value.replace(/^\d+$/, 'N')}`)
			.join('&');
		sent.push(
			request
				.allHeaders()
				// The page was closed first: then the headers that the page gave are known.
				.catch(() => request.headers())
				// The referrer names the product, and none of its pages.
				.then(({ cookie, referer = '', authorization }: Record<string, string>) =>
					[
						request.method(),
						pathname,
						query,
						request.postData(),
						cookie,
						referer.replace(/^http:\/\/127\.0\.0\.1:\d+\/$/, ''),
						authorization,
					]
						.filter(Boolean)
						.join(' '),
				),
		);
	});
	context.on('page', (page) => page.on('pageerror', (error) => errors.push(String(error))));
	const open = async (address: string): Promise<Page> => {
		const page = await context.newPage();
		await page.goto(address);
		return page;
	};
	return { context, errors, requests: async () => new Set(await Promise.all(sent)), open };
}

/** Waits until the page has this state of the server, and has had the time to announce. */
async function staysQuiet(page: Page, server: TestServer): Promise<void> {
	const { body } = await server.write('GET', '/v1/snapshot');
	await page.waitForFunction(
		(seq) => {
			interface Known {
				snapshot(): { connection: string; state: { seq: number } };
			}
			const { Candor } = globalThis as unknown as { Candor?: { feeds: Map<string, Known> } };
			const [feed] = Candor?.feeds.values() ?? [];
			const known = feed?.snapshot();
			return customElements.get('candor-timeline') && known?.connection === 'live' && known.state.seq >= seq;
		},
		Number(body.seq),
		{ polling: 20 },
	);
	// The look of the banner is a few tasks away, in a page that draws.
	await page.evaluate(async () => {
		for (let turn = 0; turn < 30; turn += 1) await new Promise(requestAnimationFrame);
	});
	assert.equal((await seenIn(page, 'candor-banner')).trim(), '');
}

const withAction = (state: string) => ({
	title: 'Why checkout failed',
	body: 'A certificate had expired.',
	actions: [{ title: 'Renew a week earlier', state, dueBy: null }],
});

test(
	'remedy, report and a done action reach the browsers that saw the outage, once each, and no request tells them apart',
	patience,
	async (context) => {
		const clock = aJumpingClock();
		const server = await aServer(context, { clock });
		const shop = await aProduct(context, server.url);
		const [saw, late, missed] = await Promise.all([aVisitor(), aVisitor(), aVisitor()]);
		const write = async (method: string, path: string, body: object): Promise<void> => {
			const answer = await server.write(method, path, body);
			assert.ok(answer.status < 300, answer.text);
		};

		// One sees the outage from its start; one is offline until shortly before its end.
		const seen = await saw.open(shop);
		await staysQuiet(seen, server);
		const offline = await late.open(shop);
		await staysQuiet(offline, server);
		await late.context.setOffline(true);
		await write('POST', '/v1/notices', { id: 'n', title: 'Checkout fails', impact: 'major' });
		await shows(seen, 'candor-banner', 'Checkout fails');
		await late.context.setOffline(false);
		await shows(offline, 'candor-banner', 'Checkout fails');
		await write('POST', '/v1/notices/n/resolve', { body: 'It works again.' });
		for (const page of [seen, offline]) await shows(page, 'candor-banner', 'Resolved');
		for (const page of [seen, offline]) await page.close();

		await write('PUT', '/v1/notices/n/postmortem', withAction('planned'));
		await write('PUT', '/v1/remedies/sorry', {
			notice: 'n',
			title: 'We are sorry',
			apology: 'You could not pay.',
			offer: { kind: 'service-credit', summary: '10 % off your next bill' },
			claim: { type: 'code', code: 'SORRY10' },
		});
		const sorry = 'We are sorry: 10 % off your next bill';
		// Two pages of one origin, opened at once: one of them announces it.
		const pages = await Promise.all([saw.open(shop), saw.open(`${shop}orders`)]);
		const shownIn = (): Promise<boolean[]> =>
			Promise.all(pages.map(async (page) => (await seenIn(page, 'candor-banner')).includes(sorry)));
		const announcing = await Promise.race(
			pages.map(async (page) => {
				await page
					.getByRole('heading', { name: sorry })
					.waitFor({ timeout: 60_000 })
					.catch(() => new Promise(() => undefined));
				return page;
			}),
		);
		await staysQuiet(pages.find((page) => page !== announcing) as Page, server);
		assert.deepEqual((await shownIn()).filter(Boolean), [true]);
		await announcing.reload();
		await staysQuiet(announcing, server);
		const afterwards = await late.open(shop);
		await shows(afterwards, 'candor-banner', sorry);
		await shows(afterwards, 'candor-banner', 'Why checkout failed');
		await afterwards.getByRole('button', { name: 'Dismiss' }).click();
		await shows(afterwards, 'candor-banner', sorry, false);
		const other = await missed.open(shop);
		await staysQuiet(other, server);

		// The action is done: the next day, not on the same one.
		await write('PUT', '/v1/notices/n/postmortem', withAction('done'));
		await staysQuiet(announcing, server);
		// An open page would announce it as soon as the day is over.
		for (const page of [...pages, afterwards, other]) await page.close();
		clock.jump(1.1 * dayMs);
		const nextDay = await saw.open(shop);
		await shows(nextDay, 'candor-banner', 'Done: Renew a week earlier');
		await nextDay.reload();
		await staysQuiet(nextDay, server);
		await shows(await late.open(shop), 'candor-banner', 'Done: Renew a week earlier');
		await staysQuiet(await missed.open(shop), server);

		for (const { errors } of [saw, late, missed]) assert.deepEqual(errors, []);
		const [one, two, three] = await Promise.all([saw, late, missed].map((each) => each.requests()));
		for (const set of [one, two, three])
			for (const request of set ?? []) assert.match(request, /^GET \/v1\/(stream|snapshot)( since=N)?$/);
	},
);

test('a browser that stores nothing announces nothing, without an error', patience, async (context) => {
	const server = await aServer(context);
	const shop = await aProduct(context, server.url);
	const visitor = await aVisitor();
	await visitor.context.addInitScript(() => {
		Object.defineProperty(globalThis, 'localStorage', {
			get() {
				throw new DOMException('The visitor forbids storage.', 'SecurityError');
			},
		});
	});
	const page = await visitor.open(shop);
	await server.write('POST', '/v1/notices', { id: 'n', title: 'Checkout fails', impact: 'major' });
	await shows(page, 'candor-banner', 'Checkout fails');
	await server.write('POST', '/v1/notices/n/resolve', { body: 'It works again.' });
	await server.write('PUT', '/v1/notices/n/postmortem', withAction('planned'));
	await page.reload();
	await staysQuiet(page, server);
	assert.deepEqual(visitor.errors, []);
});

/** Upgrade and downgrade between the version before and this one, on a folder and on a shared database. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anEarlierVersion } from '../support/earlier-version.ts';
import { aFolder } from '../support/folder.ts';
import { aBrowser, aFreePort, aProduct } from '../support/page.ts';
import { aPostgres } from '../support/postgres.ts';
import { aServerProcess, type ServerProcess } from '../support/process.ts';
import { answerOf, token } from '../support/server.ts';
import { aSubscriber } from '../support/subscriber.ts';

const patience = { timeout: 600_000 };
const chrome = aBrowser();

const ask = async (url: string, path: string, method = 'GET', body?: unknown, bearer = token) =>
	answerOf(
		await fetch(url + path, {
			method,
			headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
			...(body !== undefined && { body: JSON.stringify(body) }),
		}),
	);

async function publish(url: string, path: string, body: unknown): Promise<void> {
	const { status, text } = await ask(url, path, 'POST', body);
	assert.equal(status, 201, text);
}

const started = (server: ServerProcess): ServerProcess => {
	assert.match(server.url, /^http/, server.logged());
	return server;
};

const titles = async (url: string): Promise<string[]> =>
	(await ask(url, '/v1/notices')).body.notices.map(({ title }: { title: string }) => title).sort();

test(
	'a folder goes to the new version, back to the version before, and on again, with all that was published',
	patience,
	async (context) => {
		const environment = { CANDOR_DATA: aFolder(context), CANDOR_TOKEN: token };
		const earlier = anEarlierVersion(context);
		const later = () => aServerProcess(context, environment);
		const first = started(await earlier(environment));
		await publish(first.url, '/v1/notices', { id: 'a', title: 'Of the version before' });
		const made = await ask(first.url, '/v1/tokens', 'POST', { name: 'On call', role: 'publisher' });
		assert.equal(made.status, 201, made.text);
		const { site } = (await ask(first.url, '/v1/snapshot')).body;
		assert.equal(await first.end(), 0, first.logged());

		const second = started(await later());
		assert.deepEqual(await titles(second.url), ['Of the version before']);
		const own = await ask(
			second.url,
			'/v1/notices',
			'POST',
			{ id: 'b', title: 'Of the new one' },
			made.body.token,
		);
		assert.equal(own.status, 201, own.text);
		// A record of a kind that the version before does not know.
		await publish(second.url, '/v1/notices/a/updates', { phase: 'resolved', body: 'It is over.' });
		assert.equal(await second.end(), 0, second.logged());

		const third = started(await earlier(environment));
		assert.deepEqual(await titles(third.url), ['Of the new one', 'Of the version before']);
		await publish(third.url, '/v1/notices', { id: 'c', title: 'Published after the downgrade' });
		assert.equal(await third.end('SIGKILL'), 'SIGKILL');

		const fourth = started(await later());
		assert.deepEqual(await titles(fourth.url), [
			'Of the new one',
			'Of the version before',
			'Published after the downgrade',
		]);
		const snapshot = (await ask(fourth.url, '/v1/snapshot')).body;
		assert.equal(snapshot.site, site, 'no page starts from nothing');
		assert.doesNotMatch(fourth.logged(), /damaged|"level":"error"/);
	},
);

test(
	'two servers on one database are replaced one by one and back, while a page is open',
	patience,
	async (context) => {
		const postgres = await aPostgres(context);
		const earlier = anEarlierVersion(context);
		const ports = [String(await aFreePort()), String(await aFreePort())];
		const environment = (index: number) => ({
			CANDOR_DATABASE: postgres.address('postgres'),
			CANDOR_DATA: aFolder(context),
			CANDOR_TOKEN: token,
			CANDOR_PORT: ports[index] ?? '',
		});
		let own = started(await earlier(environment(0)));
		let other = started(await earlier(environment(1)));
		const { url } = own;
		await publish(url, '/v1/notices', { id: 'n', title: 'Card payments are failing', body: 'Update 1.' });

		const page = await chrome().newPage();
		const problems: string[] = [];
		page.on('pageerror', (error) => problems.push(String(error)));
		await page.goto(await aProduct(context, url, '<candor-timeline notice="n"></candor-timeline>'));
		const shows = (count: number) =>
			page.waitForFunction(
				(text) => document.querySelector('candor-timeline')?.shadowRoot?.textContent?.includes(text),
				`Update ${count}.`,
				{ timeout: 120_000 },
			);
		await shows(1);
		let count = 1;
		/** Published at one server, and seen by the page and by a client of the other server. */
		async function published(server: ServerProcess): Promise<void> {
			const subscribers = await Promise.all([own, other].map((each) => aSubscriber(each.url)));
			const body = `Update ${++count}.`;
			await publish(server.url, '/v1/notices/n/updates', { body });
			for (const subscriber of subscribers) {
				await subscriber.until(({ frames }) => JSON.stringify(frames).includes(body));
				subscriber.close();
			}
			await shows(count);
		}
		await published(other);

		// The page's own server is replaced. Meanwhile the other one publishes.
		assert.equal(await own.end(), 0, own.logged());
		await publish(other.url, '/v1/notices/n/updates', { body: `Update ${++count}.` });
		own = started(await aServerProcess(context, environment(0)));
		await shows(count);
		// Side by side: each reads what the other has written.
		await published(own);
		await published(other);
		assert.equal(await other.end(), 0, other.logged());
		other = started(await aServerProcess(context, environment(1)));
		await published(other);

		// Back again.
		assert.equal(await own.end(), 0, own.logged());
		await publish(other.url, '/v1/notices/n/updates', { body: `Update ${++count}.` });
		own = started(await earlier(environment(0)));
		await shows(count);
		await published(own);
		await published(other);
		const states = await Promise.all(
			[own, other].map(async (each) => (await ask(each.url, '/v1/notices/n')).body),
		);
		assert.deepEqual(states[0].updates, states[1].updates);
		assert.equal(states[0].updates.length, count);
		assert.deepEqual(problems, []);
		for (const each of [own, other]) assert.doesNotMatch(each.logged(), /"level":"error"/);
	},
);

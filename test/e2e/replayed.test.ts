/**
 * A proxy replays the bytes of ten minutes ago, when all was well, and keeps the connection open:
 * what a new, an open and a returning page show while there is an incident.
 */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import { merge } from '../../src/model/state/state.ts';
import { snapshotOf } from '../../src/model/wire/frame-content.ts';
import { preamble } from '../../src/model/wire/frame-text.ts';
import type { Frame } from '../../src/model/wire/frames.ts';
import { record } from '../client/records.ts';
import { aKey, signedBody, signedFrame } from '../client/trust/signing.ts';
import { aFaultyServer, answerJson, type FaultyServer } from '../support/faulty-server.ts';
import { aBrowser } from '../support/page.ts';
import { aFileHost, taggedPages } from '../support/tagged-pages.ts';

const chrome = aBrowser();
const agoMs = 600_000;
const title = 'Payments are failing';
const component = { kind: 'component', id: 'shop', seq: 1, value: { name: 'Shop', position: 0 } };

interface Cell {
	readonly servers: 1 | 3;
	readonly hasKeys: boolean;
	readonly replayed: 'stream' | 'stream and snapshot';
	readonly visit: 'new' | 'open' | 'returning';
}
const cells: Cell[] = ([1, 3] as const).flatMap((servers) =>
	[false, true].flatMap((hasKeys) =>
		(['stream', 'stream and snapshot'] as const).flatMap((replayed) =>
			(['new', 'open', 'returning'] as const).map((visit) => ({ servers, hasKeys, replayed, visit })),
		),
	),
);

/** The first of its servers replays from the call of `replay`. */
async function aCluster(context: TestContext, { servers, hasKeys, replayed }: Cell) {
	let shiftMs = 0;
	const key = aKey(() => Date.now() - shiftMs);
	const all = await Promise.all(
		Array.from({ length: servers }, async () => {
			const server = await aFaultyServer(context);
			server.wire.state = merge(server.wire.state, 1, [component]);
			server.wire.sign = key.sign;
			return server;
		}),
	);
	const [first, ...others] = all as [FaultyServer];
	const { wire } = first;
	const stamp = () => new Date(Date.now() - agoMs).toISOString();
	const facts = { site: wire.site, policy: wire.policy, heartbeatMs: 15_000 };
	/** Signed when it was sent for the first time. */
	const oldFrame = (frame: Frame): string => {
		shiftMs = agoMs;
		const text = signedFrame(frame, key.sign);
		shiftMs = 0;
		return text;
	};
	const old = snapshotOf(wire.state, { at: stamp(), ...facts });
	shiftMs = agoMs;
	const oldBody = signedBody(JSON.stringify(old), key.sign);
	shiftMs = 0;
	const replay = (): void => {
		for (const server of others as FaultyServer[]) server.wire.put('n1', title);
		// Not on its open streams.
		wire.state = merge(wire.state, 2, [record('n1', 2, { title })]);
		first.overrides.set('/v1/stream', (_request, response) => {
			response.writeHead(200, { 'content-type': 'text/event-stream' });
			response.write(preamble(1_000) + oldFrame({ name: 'snapshot', data: old }));
			const timer = setInterval(() => {
				const data = { v: 1, seq: 1, at: stamp(), site: wire.site };
				response.write(oldFrame({ name: 'time', data }));
			}, 5_000);
			response.on('close', () => clearInterval(timer));
		});
		if (replayed !== 'stream') first.overrides.set('/v1/snapshot', answerJson(oldBody));
		wire.endStreams();
	};
	const attributes = {
		'data-server': all.map(({ url }) => url).join(' '),
		...(hasKeys && { 'data-keys': key.pin }),
	};
	return { attributes, replay };
}

const seen = (page: Page) =>
	page.evaluate(() => {
		const { Candor } = globalThis as unknown as {
			Candor?: {
				state?: { status: string | null };
				feeds?: Map<string, { snapshot(): { connection: string } }>;
			};
		};
		const banner = document.querySelector('candor-banner')?.shadowRoot?.querySelector('section');
		return {
			status: Candor?.state?.status,
			connection: [...(Candor?.feeds?.values() ?? [])][0]?.snapshot().connection,
			pill: document.querySelector('candor-status')?.shadowRoot?.querySelector('.pill')?.textContent?.trim(),
			banner: banner?.checkVisibility() ? banner.querySelector('h2')?.textContent : '',
		};
	});

async function run(context: TestContext, script: string, cell: Cell) {
	const { attributes, replay } = await aCluster(context, cell);
	const pages = await taggedPages(context, script);
	const address = pages.add(attributes, '<candor-status></candor-status>');
	const visitor = await chrome().newContext();
	context.after(() => visitor.close());
	const page = await visitor.newPage();
	// All cells start at the same time.
	page.setDefaultTimeout(120_000);
	const isGreen = async () => (await seen(page)).status === 'operational';
	if (cell.visit !== 'new') {
		await page.goto(address);
		while (!(await isGreen())) await page.waitForTimeout(200);
	}
	replay();
	if (cell.visit !== 'open') await page.goto(address);
	// A page that was rightly green, or whose last visit was, may stay so for 30 s without contact.
	await page.waitForTimeout(cell.visit === 'new' ? 20_000 : 45_000);
	return { ...cell, ...(await seen(page)) };
}

test('a replayed stream or snapshot is never green, and a server that is right is found', {
	timeout: 280_000,
}, async (context) => {
	const script = `${await aFileHost(context)}/candor.js`;
	const results = await Promise.all(cells.map((cell) => run(context, script, cell)));
	context.diagnostic('| servers | keys | replayed | page | connection | pill | banner |');
	for (const each of results)
		context.diagnostic(
			`| ${each.servers} | ${each.hasKeys ? 'yes' : 'no'} | ${each.replayed} | ${each.visit} | ${each.connection} | ${each.pill} | ${each.banner} |`,
		);
	for (const each of results) {
		const canKnow = each.servers === 3 || each.replayed === 'stream';
		const expected = canKnow ? [title, 'partial-outage'] : ['', null];
		assert.deepEqual([each.banner, each.status], expected, JSON.stringify(each));
	}
});

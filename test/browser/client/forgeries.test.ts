/**
 * Twelve ways to send forged content to a page that pins keys. None of it is shown, the page
 * receives one event for each, and where there is a genuine copy, that one is shown.
 */
import { expect } from '@open-wc/testing';
import type { RefusalReason } from '../../../src/client/index.ts';
import { aNotice } from '../support/fake-feed.ts';
import { aSigner, base64url, bodied, framed, type Signer } from '../support/signer.ts';
import { aTaggedFrame, type NetworkAnswer } from '../support/tagged-frame.ts';

const site = 'site-a';
const genuineTitle = 'Card payments are failing';
const forgedTitle = 'Call this number at once';

/** A snapshot as JSON. */
const snapshotOf = (seq: number, title: string, of = site): string =>
	JSON.stringify({
		v: 1,
		seq,
		at: new Date().toISOString(),
		site: of,
		policy: { mode: 'stream', intervalMs: 30_000 },
		heartbeatMs: 15_000,
		records: [
			{ kind: 'notice', id: 'n', seq, value: aNotice({ title, openedAt: new Date().toISOString() }) },
		],
	});

/** A JWS with one part replaced: 0 is its header, 2 its signature. */
const withPart = (jws: string, part: 0 | 2, text: string): string =>
	jws
		.split('.')
		.map((each, index) => (index === part ? text : each))
		.join('.');

/** What a forger sends in place of a snapshot, and the reason with which a page refuses it. */
interface Forgery {
	readonly what: string;
	readonly reason: RefusalReason;
	make(own: Signer, other: Signer): Promise<readonly [json: string, jws: string | null]>;
}

const forged = snapshotOf(5, forgedTitle);
const forgeries: readonly Forgery[] = [
	{ what: 'no signature', reason: 'unsigned', make: async () => [forged, null] },
	{
		what: 'a payload that was altered after it was signed',
		reason: 'forged',
		make: async (own) => [
			forged,
			await own.sign('snapshot', forged.replace(forgedTitle, 'Call this numbed at once')),
		],
	},
	{
		what: 'a header that was altered after it was signed',
		reason: 'forged',
		make: async (own) => {
			const jws = await own.sign('snapshot', forged);
			const header = JSON.parse(atob((jws.split('.')[0] ?? '').replace(/-/g, '+').replace(/_/g, '/')));
			return [forged, withPart(jws, 0, base64url(JSON.stringify({ ...header, exp: header.exp + 1 })))];
		},
	},
	{
		what: 'a key that the page does not pin',
		reason: 'forged',
		make: async (_own, other) => [forged, await other.sign('snapshot', forged)],
	},
	{
		what: 'the algorithm none',
		reason: 'unsigned',
		make: async () => [
			forged,
			`${base64url('{"alg":"none","b64":false,"crit":["b64"],"typ":"snapshot"}')}..`,
		],
	},
	{
		what: 'another site of the same operators',
		reason: 'other-site',
		make: async (own) => {
			const theirs = snapshotOf(5, forgedTitle, 'site-b');
			return [theirs, await own.sign('snapshot', theirs)];
		},
	},
	{
		what: 'a frame of another kind',
		reason: 'forged',
		make: async (own) => [forged, await own.sign('change', forged)],
	},
	{
		what: 'a signature that has expired',
		reason: 'expired',
		make: async (own) => {
			const longAgo = Math.floor(Date.now() / 1000) - 30 * 86_400;
			return [forged, await own.sign('snapshot', forged, { iat: longAgo, exp: longAgo + 7 * 86_400 })];
		},
	},
	{
		what: 'the signature of another frame',
		reason: 'forged',
		make: async (own) => [forged, await own.sign('snapshot', snapshotOf(4, genuineTitle))],
	},
	{
		what: 'a signature that was cut',
		reason: 'forged',
		make: async (own) => [forged, (await own.sign('snapshot', forged)).slice(0, -20)],
	},
];

const eventStream = 'text/event-stream';
const unavailable: NetworkAnswer = { status: 503, body: '' };
let count = 0;

/** A server and a mirror at addresses that do not exist, and two new keys. */
async function aSetup() {
	const server = `https://status-${++count}.invalid`;
	const mirror = `https://files-${count}.invalid/snapshot.json`;
	const [own, other] = await Promise.all([aSigner(), aSigner()]);
	const attributes = { 'data-src': server, 'data-mirrors': mirror, 'data-keys': own.pin, 'data-site': site };
	return { server, mirror, own, other, attributes };
}

describe('A page that pins keys', () => {
	for (const { what, reason, make } of forgeries)
		it(`refuses ${what}, fires one event, and shows the genuine copy`, async () => {
			const { server, mirror, own, other, attributes } = await aSetup();
			const [json, jws] = await make(own, other);
			const current = snapshotOf(5, genuineTitle);
			const copy = bodied(current, await own.sign('snapshot', current));
			const requested: string[] = [];
			const frame = await aTaggedFrame(attributes, (address) => {
				requested.push(address);
				if (address === mirror) return { body: copy };
				return address.includes('/v1/stream')
					? { type: eventStream, body: framed('snapshot', json, jws), open: true }
					: { body: bodied(json, jws) };
			});
			await frame.shows(genuineTitle);
			expect(requested).to.deep.equal([`${server}/v1/stream`, `${server}/v1/snapshot`, mirror]);
			expect(frame.titles).to.deep.equal([genuineTitle]);
			expect(frame.refused).to.deep.equal([{ reason, source: `${server}/v1/snapshot` }]);
			expect(frame.errors).to.deep.equal([]);
			frame.remove();
		});

	for (const kind of ['stream', 'snapshot'])
		it(`refuses a ${kind} that is older than its state, although it is signed`, async () => {
			const { server, mirror, own, attributes } = await aSetup();
			const [old, current] = [snapshotOf(3, forgedTitle), snapshotOf(5, genuineTitle)];
			const [oldJws, currentJws] = [await own.sign('snapshot', old), await own.sign('snapshot', current)];
			const next = snapshotOf(6, 'The cause is found');
			const copy = bodied(next, await own.sign('snapshot', next));
			let isGenuine = true;
			const frame = await aTaggedFrame(attributes, (address) => {
				if (address === mirror) return { body: copy };
				if (!address.includes(`/v1/${kind}`) && !isGenuine) return unavailable;
				const [json, jws] = isGenuine ? [current, currentJws] : [old, oldJws];
				return address.includes('/v1/stream')
					? { type: eventStream, body: framed('snapshot', json, jws), open: true }
					: { body: bodied(json, jws) };
			});
			await frame.shows(genuineTitle);
			isGenuine = false;
			frame.reconnect();
			await frame.shows('The cause is found');
			expect(frame.titles).to.deep.equal([genuineTitle, 'The cause is found']);
			expect(frame.refused).to.deep.equal([{ reason: 'rolled-back', source: `${server}/v1/snapshot` }]);
			expect(frame.errors).to.deep.equal([]);
			frame.remove();
		});
});

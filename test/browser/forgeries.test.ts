/**
 * What a page that pins keys is told by somebody who is not its operators: twelve ways. None is shown; the page hears of
 * each once; and where there is an honest copy, that is what is shown.
 */
import { expect } from '@open-wc/testing';
import type { RefusalReason } from '../../src/client/index.ts';
import { aNotice } from './support/fake-feed.ts';
import { aSigner, base64url, bodied, framed, type Signer } from './support/signer.ts';
import { type Answered, aTaggedFrame } from './tagged-frame.ts';

const site = 'site-a';
const honest = 'Card payments are failing';
const lie = 'Call this number at once';

/** What the servers say, as JSON: a snapshot, or with fewer members a change. */
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

/** A JWS with one part replaced: 0 its header, 2 its mark. */
const withPart = (jws: string, part: 0 | 2, text: string): string =>
	jws
		.split('.')
		.map((each, index) => (index === part ? text : each))
		.join('.');

/** What a forger sends in place of a snapshot, and what a page calls it. */
interface Forgery {
	readonly what: string;
	readonly reason: RefusalReason;
	make(own: Signer, stranger: Signer): Promise<readonly [json: string, jws: string | null]>;
}

const told = snapshotOf(5, lie);
const forgeries: readonly Forgery[] = [
	{ what: 'no signature', reason: 'unsigned', make: async () => [told, null] },
	{
		what: 'a payload that was altered after it was signed',
		reason: 'forged',
		make: async (own) => [told, await own.sign('snapshot', told.replace(lie, 'Call this numbed at once'))],
	},
	{
		what: 'a header that was altered after it was signed',
		reason: 'forged',
		make: async (own) => {
			const jws = await own.sign('snapshot', told);
			const header = JSON.parse(atob((jws.split('.')[0] ?? '').replace(/-/g, '+').replace(/_/g, '/')));
			return [told, withPart(jws, 0, base64url(JSON.stringify({ ...header, exp: header.exp + 1 })))];
		},
	},
	{
		what: 'a key that the page does not pin',
		reason: 'forged',
		make: async (_own, stranger) => [told, await stranger.sign('snapshot', told)],
	},
	{
		what: 'the algorithm none',
		reason: 'unsigned',
		make: async () => [told, `${base64url('{"alg":"none","b64":false,"crit":["b64"],"typ":"snapshot"}')}..`],
	},
	{
		what: 'another site of the same operators',
		reason: 'other-site',
		make: async (own) => {
			const theirs = snapshotOf(5, lie, 'site-b');
			return [theirs, await own.sign('snapshot', theirs)];
		},
	},
	{
		what: 'a frame of another kind',
		reason: 'forged',
		make: async (own) => [told, await own.sign('change', told)],
	},
	{
		what: 'a signature that has expired',
		reason: 'expired',
		make: async (own) => {
			const longAgo = Math.floor(Date.now() / 1000) - 30 * 86_400;
			return [told, await own.sign('snapshot', told, { iat: longAgo, exp: longAgo + 7 * 86_400 })];
		},
	},
	{
		what: 'the signature of another frame',
		reason: 'forged',
		make: async (own) => [told, await own.sign('snapshot', snapshotOf(4, honest))],
	},
	{
		what: 'a signature that was cut',
		reason: 'forged',
		make: async (own) => [told, (await own.sign('snapshot', told)).slice(0, -20)],
	},
];

const eventStream = 'text/event-stream';
const gone: Answered = { status: 503, body: '' };
let count = 0;

/** Addresses that nobody has, and keys that nobody else has. */
async function aHouse() {
	const server = `https://status-${++count}.invalid`;
	const mirror = `https://files-${count}.invalid/snapshot.json`;
	const [own, stranger] = await Promise.all([aSigner(), aSigner()]);
	const attributes = { 'data-src': server, 'data-mirrors': mirror, 'data-keys': own.pin, 'data-site': site };
	return { server, mirror, own, stranger, attributes };
}

describe('A page that pins keys', () => {
	for (const { what, reason, make } of forgeries)
		it(`refuses ${what}, says so once, and shows the honest copy`, async () => {
			const { server, mirror, own, stranger, attributes } = await aHouse();
			const [json, jws] = await make(own, stranger);
			const current = snapshotOf(5, honest);
			const copy = bodied(current, await own.sign('snapshot', current));
			const asked: string[] = [];
			const frame = await aTaggedFrame(attributes, (address) => {
				asked.push(address);
				if (address === mirror) return { body: copy };
				return address.includes('/v1/stream')
					? { type: eventStream, body: framed('snapshot', json, jws), open: true }
					: { body: bodied(json, jws) };
			});
			await frame.shows(honest);
			expect(asked).to.deep.equal([`${server}/v1/stream`, `${server}/v1/snapshot`, mirror]);
			expect(frame.titles).to.deep.equal([honest]);
			expect(frame.refused).to.deep.equal([{ reason, source: `${server}/v1/snapshot` }]);
			expect(frame.errors).to.deep.equal([]);
			frame.remove();
		});

	for (const way of ['stream', 'snapshot'])
		it(`refuses to be taken back by a ${way} to what was said before, however well it was signed`, async () => {
			const { server, mirror, own, attributes } = await aHouse();
			const [old, current] = [snapshotOf(3, lie), snapshotOf(5, honest)];
			const [oldMark, mark] = [await own.sign('snapshot', old), await own.sign('snapshot', current)];
			const next = snapshotOf(6, 'The cause is found');
			const copy = bodied(next, await own.sign('snapshot', next));
			let isHonest = true;
			const frame = await aTaggedFrame(attributes, (address) => {
				if (address === mirror) return { body: copy };
				if (!address.includes(`/v1/${way}`) && !isHonest) return gone;
				const [json, jws] = isHonest ? [current, mark] : [old, oldMark];
				return address.includes('/v1/stream')
					? { type: eventStream, body: framed('snapshot', json, jws), open: true }
					: { body: bodied(json, jws) };
			});
			await frame.shows(honest);
			isHonest = false;
			frame.reconnect();
			await frame.shows('The cause is found');
			expect(frame.titles).to.deep.equal([honest, 'The cause is found']);
			expect(frame.refused).to.deep.equal([{ reason: 'rolled-back', source: `${server}/v1/snapshot` }]);
			expect(frame.errors).to.deep.equal([]);
			frame.remove();
		});
});

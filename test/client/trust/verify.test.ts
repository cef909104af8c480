/** What is not shown, because nobody can tell that it is from the operators. Keys are real, and so is the cryptography. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { createVerify } from '../../../src/client/trust/verify.ts';
import { fakeEnvironment, start } from '../fake-environment.ts';
import { aKey, base64url } from './signing.ts';

const seconds = (ms: number): number => Math.floor(ms / 1000);
const key = aKey(() => start);
const edwards = aKey(() => start, 'EdDSA');
const stranger = aKey(() => start);
const payload = '{"v":1,"site":"s","seq":7,"title":"Zahlungen schlagen fehl – 支払い 💳"}';
const good = key.sign('snapshot', payload);

/** Changes one part of a signature: its header, its payload, its mark. */
function alter(jws: string, part: 0 | 1 | 2, change: (text: string) => string): string {
	const parts = jws.split('.');
	parts[part] = change(parts[part] ?? '');
	return parts.join('.');
}
const withHeader = (members: object): string =>
	alter(good, 0, (text) => {
		const header = JSON.parse(Buffer.from(text, 'base64url').toString());
		return base64url(JSON.stringify({ ...header, ...members }));
	});
/** The public key itself as an HMAC's secret: what believes the header's algorithm believes this. */
function hmac(secret: string | Uint8Array): string {
	const header = base64url(JSON.stringify({ alg: 'HS256', b64: false, crit: ['b64'], typ: 'snapshot' }));
	return `${header}..${createHmac('sha256', secret).update(`${header}.${payload}`).digest('base64url')}`;
}
const none = base64url(JSON.stringify({ alg: 'none', typ: 'snapshot', b64: false, crit: ['b64'] }));
const point = Buffer.from(key.pin, 'base64url');

const verify = async (text: string, signature: string | null, pins = key.pin, name = 'snapshot') =>
	(await createVerify(fakeEnvironment(), pins))(name, text, signature);

test('what a pinned key signed is good, by either algorithm', async () => {
	await verify(payload, good);
	await verify(payload, edwards.sign('snapshot', payload), edwards.pin);
});

for (const [what, reason, text, signature, name = 'snapshot'] of [
	['no signature', 'unsigned', payload, null],
	['an empty signature', 'unsigned', payload, ''],
	['a signature that brings its own payload', 'unsigned', payload, alter(good, 1, () => base64url(payload))],
	['a header alone', 'unsigned', payload, alter(good, 2, () => '')],
	['alg none without a mark', 'unsigned', payload, `${none}..`],
	['alg none with a mark', 'forged', payload, `${none}..${good.split('.')[2]}`],
	['HS256 with the public key as its secret', 'forged', payload, hmac(point)],
	['HS256 with the pin’s text as its secret', 'forged', payload, hmac(key.pin)],
	['an altered payload', 'forged', payload.replace('7', '8'), good],
	['a payload with one more space', 'forged', `${payload} `, good],
	['an altered header', 'forged', payload, withHeader({ exp: 9_999_999_999 })],
	['a header that names another type', 'forged', payload, withHeader({ typ: 'change' }), 'change'],
	['an unknown key', 'forged', payload, stranger.sign('snapshot', payload)],
	[
		'an unknown key that claims a known name',
		'forged',
		payload,
		stranger.sign('snapshot', payload, { kid: key.pin }),
	],
	['a change passed off as a snapshot', 'forged', payload, key.sign('change', payload)],
	['a snapshot passed off as a change', 'forged', payload, good, 'change'],
	['a retirement passed off as a snapshot', 'forged', payload, key.sign('retire', payload)],
	['the signature of another frame', 'forged', payload, key.sign('snapshot', payload.replace('7', '6'))],
	['a signature that is no base64', 'forged', payload, alter(good, 2, () => '***')],
	[
		'a header that is no JSON',
		'forged',
		payload,
		key.sign('snapshot', payload).replace(/^[^.]+/, base64url('{')),
	],
	['one that expired', 'expired', payload, key.sign('snapshot', payload, { exp: seconds(start) - 90_000 })],
	['one that never expires', 'expired', payload, key.sign('snapshot', payload, { exp: null })],
	['one that expires at no time', 'expired', payload, key.sign('snapshot', payload, { exp: 'later' })],
] as const)
	test(`${what} is refused`, async () => {
		await assert.rejects(verify(text, signature, key.pin, name), { reason });
	});

test('any single changed character of a signature makes it worthless', async () => {
	const check = await createVerify(fakeEnvironment(), key.pin);
	await fc.assert(
		fc.asyncProperty(
			fc.nat(good.length - 1),
			fc.constantFrom(...'ABCxyz019-_.'),
			async (place, character) => {
				const altered = good.slice(0, place) + character + good.slice(place + 1);
				// The last character of a group holds bits that say nothing.
				const bytes = (jws: string) =>
					jws
						.split('.')
						.map((part) => Buffer.from(part, 'base64url').toString('hex'))
						.join();
				fc.pre(altered !== good && bytes(altered) !== bytes(good));
				await assert.rejects(check('snapshot', payload, altered));
			},
		),
		{ numRuns: 200 },
	);
});

test('of two pins each is good, of three the last is ignored', async () => {
	const pins = `${stranger.pin} ${key.pin}`;
	await verify(payload, good, pins);
	await verify(payload, stranger.sign('snapshot', payload), pins);
	await verify(payload, edwards.sign('snapshot', payload), `${key.pin}\n\t${edwards.pin}`);
	await verify(payload, good, `\n\t${key.pin}\n`);
	await assert.rejects(verify(payload, edwards.sign('snapshot', payload), `${pins} ${edwards.pin}`), {
		reason: 'forged',
	});
});

test('a pin that cannot be read makes nothing good, and neither does an empty list', async () => {
	for (const pins of [
		'',
		' ',
		'***',
		'AAAA',
		point.subarray(1).toString('base64url'),
		base64url(Buffer.alloc(65, 4)),
	]) {
		await assert.rejects(verify(payload, good, pins), { reason: 'unverifiable' }, pins);
		await assert.rejects(verify(payload, null, pins), { reason: 'unverifiable' }, pins);
	}
});

test('without WebCrypto nothing is good', async () => {
	const insecure = fakeEnvironment({ crypto: {} });
	const check = await createVerify(insecure, key.pin);
	await assert.rejects(check('snapshot', payload, good), {
		reason: 'unverifiable',
	});
});

test('a visitor’s clock may be a day off, and what was signed later says what has expired', async () => {
	const signed = (afterMs: number, forMs: number) => {
		const iat = seconds(start + afterMs);
		return key.sign('snapshot', payload, { iat, exp: iat + seconds(forMs) });
	};
	const hour = 3_600_000;
	for (const off of [-23 * hour, 23 * hour]) {
		const environment = fakeEnvironment();
		environment.jump(off);
		const check = await createVerify(environment, key.pin);
		await check('snapshot', payload, signed(0, hour));
	}
	// The clock is a week behind: what was replayed of yesterday is not believed once today was heard.
	const environment = fakeEnvironment();
	environment.jump(-168 * hour);
	const check = await createVerify(environment, key.pin);
	await check('snapshot', payload, signed(-24 * hour, hour));
	await check('snapshot', payload, signed(0, hour));
	await assert.rejects(check('snapshot', payload, signed(-24 * hour, hour)), { reason: 'expired' });
});

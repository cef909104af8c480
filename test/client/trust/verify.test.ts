/** Which signatures are valid. The keys and the cryptography are real. */
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
const other = aKey(() => start);
const payload = '{"v":1,"site":"s","seq":7,"title":"Zahlungen schlagen fehl – 支払い 💳"}';
const valid = key.sign('snapshot', payload);

/** Changes one part of a JWS: 0 is its header, 1 its payload, 2 its signature. */
function alter(jws: string, part: 0 | 1 | 2, change: (text: string) => string): string {
	const parts = jws.split('.');
	parts[part] = change(parts[part] ?? '');
	return parts.join('.');
}
const withHeader = (members: object): string =>
	alter(valid, 0, (text) => {
		const header = JSON.parse(Buffer.from(text, 'base64url').toString());
		return base64url(JSON.stringify({ ...header, ...members }));
	});
/**
 * An HMAC with the public key as its secret: code that takes the algorithm from the header accepts
 * it.
 */
function hmac(secret: string | Uint8Array): string {
	const header = base64url(JSON.stringify({ alg: 'HS256', b64: false, crit: ['b64'], typ: 'snapshot' }));
	return `${header}..${createHmac('sha256', secret).update(`${header}.${payload}`).digest('base64url')}`;
}
const none = base64url(JSON.stringify({ alg: 'none', typ: 'snapshot', b64: false, crit: ['b64'] }));
const point = Buffer.from(key.pin, 'base64url');

const verify = async (text: string, signature: string | null, pins = key.pin, name = 'snapshot') =>
	(await createVerify(fakeEnvironment(), pins))(name, text, signature);

test('a signature of a pinned key is valid, with either algorithm', async () => {
	await verify(payload, valid);
	await verify(payload, edwards.sign('snapshot', payload), edwards.pin);
});

for (const [what, reason, text, signature, name = 'snapshot'] of [
	['no signature', 'unsigned', payload, null],
	['an empty signature', 'unsigned', payload, ''],
	['a signature that brings its own payload', 'unsigned', payload, alter(valid, 1, () => base64url(payload))],
	['a header alone', 'unsigned', payload, alter(valid, 2, () => '')],
	['alg none without a signature', 'unsigned', payload, `${none}..`],
	['alg none with a signature', 'forged', payload, `${none}..${valid.split('.')[2]}`],
	['HS256 with the public key as its secret', 'forged', payload, hmac(point)],
	['HS256 with the pin’s text as its secret', 'forged', payload, hmac(key.pin)],
	['an altered payload', 'forged', payload.replace('7', '8'), valid],
	['a payload with one more space', 'forged', `${payload} `, valid],
	['an altered header', 'forged', payload, withHeader({ exp: 9_999_999_999 })],
	['a header that names another type', 'forged', payload, withHeader({ typ: 'change' }), 'change'],
	['an unknown key', 'forged', payload, other.sign('snapshot', payload)],
	[
		'an unknown key with the name of a known one',
		'forged',
		payload,
		other.sign('snapshot', payload, { kid: key.pin }),
	],
	['a change passed off as a snapshot', 'forged', payload, key.sign('change', payload)],
	['a snapshot passed off as a change', 'forged', payload, valid, 'change'],
	['a retirement passed off as a snapshot', 'forged', payload, key.sign('retire', payload)],
	['the signature of another frame', 'forged', payload, key.sign('snapshot', payload.replace('7', '6'))],
	['a signature that is not base64', 'forged', payload, alter(valid, 2, () => '***')],
	[
		'a header that is not JSON',
		'forged',
		payload,
		key.sign('snapshot', payload).replace(/^[^.]+/, base64url('{')),
	],
	[
		'an expired signature',
		'expired',
		payload,
		key.sign('snapshot', payload, { exp: seconds(start) - 90_000 }),
	],
	['a signature that never expires', 'expired', payload, key.sign('snapshot', payload, { exp: null })],
	[
		'a signature with an invalid time of expiry',
		'expired',
		payload,
		key.sign('snapshot', payload, { exp: 'later' }),
	],
] as const)
	test(`${what} is refused`, async () => {
		await assert.rejects(verify(text, signature, key.pin, name), { reason });
	});

test('a signature with any one character changed is invalid', async () => {
	const check = await createVerify(fakeEnvironment(), key.pin);
	await fc.assert(
		fc.asyncProperty(
			fc.nat(valid.length - 1),
			fc.constantFrom(...'ABCxyz019-_.'),
			async (place, character) => {
				const altered = valid.slice(0, place) + character + valid.slice(place + 1);
				// The last character of a group has unused bits.
				const bytes = (jws: string) =>
					jws
						.split('.')
						.map((part) => Buffer.from(part, 'base64url').toString('hex'))
						.join();
				fc.pre(altered !== valid && bytes(altered) !== bytes(valid));
				await assert.rejects(check('snapshot', payload, altered));
			},
		),
		{ numRuns: 200 },
	);
});

test('either of two pins is accepted, and a third is ignored', async () => {
	const pins = `${other.pin} ${key.pin}`;
	await verify(payload, valid, pins);
	await verify(payload, other.sign('snapshot', payload), pins);
	await verify(payload, edwards.sign('snapshot', payload), `${key.pin}\n\t${edwards.pin}`);
	await verify(payload, valid, `\n\t${key.pin}\n`);
	await assert.rejects(verify(payload, edwards.sign('snapshot', payload), `${pins} ${edwards.pin}`), {
		reason: 'forged',
	});
});

test('with invalid pins or none, no signature is valid', async () => {
	for (const pins of [
		'',
		' ',
		'***',
		'AAAA',
		point.subarray(1).toString('base64url'),
		base64url(Buffer.alloc(65, 4)),
	]) {
		await assert.rejects(verify(payload, valid, pins), { reason: 'unverifiable' }, pins);
		await assert.rejects(verify(payload, null, pins), { reason: 'unverifiable' }, pins);
	}
});

test('without WebCrypto no signature is valid', async () => {
	const insecure = fakeEnvironment({ crypto: {} });
	const check = await createVerify(insecure, key.pin);
	await assert.rejects(check('snapshot', payload, valid), {
		reason: 'unverifiable',
	});
});

test('the visitor’s clock may be a day off, and the newest signature shows which others have expired', async () => {
	const signed = (afterMs: number, forMs: number) => {
		const iat = seconds(start + afterMs);
		return key.sign('snapshot', payload, { iat, exp: iat + seconds(forMs) });
	};
	const hour = 3_600_000;
	for (const off of [-23 * hour, 23 * hour]) {
		const environment = fakeEnvironment();
		environment.jumpClock(off);
		const check = await createVerify(environment, key.pin);
		await check('snapshot', payload, signed(0, hour));
	}
	// The clock is a week behind: a replay of yesterday is refused after a signature of today.
	const environment = fakeEnvironment();
	environment.jumpClock(-168 * hour);
	const check = await createVerify(environment, key.pin);
	await check('snapshot', payload, signed(-24 * hour, hour));
	await check('snapshot', payload, signed(0, hour));
	await assert.rejects(check('snapshot', payload, signed(-24 * hour, hour)), { reason: 'expired' });
});

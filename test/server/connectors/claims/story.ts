/** A server with a remedy that pays out, and the host's server that signs claims for it. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import type { CandorOptions } from '../../../../server/index.ts';
import { aManualClock } from '../../../support/manual-clock.ts';
import { type Answer, aServer } from '../../../support/server.ts';
import { fast } from '../channels/core-story.ts';

type Context = { after(act: () => unknown): void };

export const hourMs = 3_600_000;

/** A pair of keys for ES256. */
export function aKeyPair(): { readonly privateKey: KeyObject; readonly pem: string } {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	return { privateKey, pem: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
}

/** What a test changes about a token. Times are epoch milliseconds. */
export interface TokenFields {
	readonly remedy?: string;
	readonly issuedAt?: number;
	readonly expiresAt?: number;
	readonly attributes?: object;
	readonly kid?: string;
	/** Members that no token has. */
	readonly more?: object;
}

/** Signs as a host's server does (docs/how-to/remedies-that-pay-out.md). */
export function signClaim(
	key: KeyObject | string,
	subject: string,
	now: number,
	fields: TokenFields = {},
): Promise<string> {
	const { remedy = 'credit', issuedAt = now, expiresAt = now + 300_000, attributes, kid, more } = fields;
	const alg = typeof key === 'string' ? 'HS256' : 'ES256';
	return new SignJWT({ remedy, ...(attributes && { attributes }), ...more })
		.setProtectedHeader({ alg, ...(kid !== undefined && { kid }) })
		.setSubject(subject)
		.setIssuedAt(Math.floor(issuedAt / 1_000))
		.setExpirationTime(Math.floor(expiresAt / 1_000))
		.sign(typeof key === 'string' ? new TextEncoder().encode(key) : key);
}

export const aRemedy = (more: object = {}) => ({
	title: 'We are sorry about Tuesday',
	apology: 'You could not pay for two hours. We are sorry.',
	offer: { kind: 'service-credit', summary: '5 € off your next bill' },
	claim: { type: 'event' },
	expiresAt: '30d',
	payout: { unit: 'money', currency: 'EUR', tiers: [{ value: '5.00' }] },
	...more,
});

/** The clock stands still unless the test advances it. */
export async function aStory(context: Context, remedy: object = {}, options: CandorOptions = {}) {
	const clock = aManualClock();
	const server = await aServer(context, {
		...{ clock, publicUrl: 'https://status.example.com' },
		channels: { allowed: ['127.0.0.1'], limits: fast },
		trustedProxies: ['127.0.0.1'],
		...options,
	});
	const { body } = await server.write('POST', '/v1/claim-keys', {});
	const secret = body.secret as string;
	const put = (more: object = {}, id = 'credit') =>
		server.write('PUT', `/v1/remedies/${id}`, aRemedy({ ...remedy, ...more }));
	const published = await put();
	if (published.status !== 201) throw new Error(published.text);
	const post = (token: string, id = 'credit'): Promise<Answer> =>
		server.request(`/v1/remedies/${id}/claims`, {
			method: 'POST',
			headers: { 'content-type': 'text/plain', 'x-forwarded-for': '10.1.1.1' },
			body: JSON.stringify({ token }),
		});
	const sign = (subject: string, fields?: TokenFields, key: KeyObject | string = secret) =>
		signClaim(key, subject, clock.now(), fields);
	const claim = async (subject: string, fields?: TokenFields): Promise<Answer> =>
		post(await sign(subject, fields));
	return { clock, server, secret, keyId: body.id as string, put, post, sign, claim };
}

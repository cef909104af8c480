/** A push service on this machine: it decrypts what arrives, as the browser would (RFC 8291). */
import { createECDH, createPublicKey, randomBytes, verify } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decrypt } from 'http_ece';

export interface Pushed {
	/** The path of the endpoint. */
	readonly path: string;
	readonly headers: Readonly<Record<string, string | undefined>>;
	/** The claims of the server's token, whose signature was checked. */
	readonly claims: { readonly aud: string; readonly exp: number; readonly sub: string };
	// biome-ignore lint/suspicious/noExplicitAny: a test asks for what it expects, and fails where that is not there
	readonly document: any;
	/** What the service answered. */
	readonly status: number;
}

/** `null`: the connection ends without an answer. */
export type PushReply = { readonly status: number; readonly headers?: Record<string, string> } | null;

export interface PushBrowser {
	/** As `PushSubscription.toJSON()` gives it. */
	readonly subscription: {
		readonly endpoint: string;
		readonly keys: { readonly p256dh: string; readonly auth: string };
	};
	readonly path: string;
}

export interface PushService {
	readonly host: string;
	readonly received: readonly Pushed[];
	readonly accepted: readonly Pushed[];
	/** Decides on each request. Default: 201. */
	reply: (place: number, path: string) => PushReply | Promise<PushReply>;
	/** A new browser with keys of its own. */
	browser(name: string): PushBrowser;
	/** Resolves once it has accepted so many. */
	until(count: number): Promise<void>;
}

export async function aPushService(context: { after(act: () => unknown): void }): Promise<PushService> {
	const received: Pushed[] = [];
	const waiting = new Set<() => void>();
	const browsers = new Map<string, { ecdh: ReturnType<typeof createECDH>; auth: string }>();
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
		const path = request.url ?? '';
		const place = received.length;
		const reply = await service.reply(place, path);
		const { headers } = request as unknown as { headers: Record<string, string | undefined> };
		const found = browsers.get(path);
		const text = found
			? decrypt(Buffer.concat(chunks), {
					...{ version: 'aes128gcm', privateKey: found.ecdh, authSecret: found.auth },
				}).toString()
			: 'null';
		const status = reply?.status ?? 0;
		const claims = claimsIn(headers.authorization ?? '');
		received.push({ path, headers, claims, document: JSON.parse(text), status });
		if (reply) response.writeHead(reply.status, reply.headers).end();
		else request.socket.destroy();
		for (const check of waiting) check();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	context.after(() => {
		server.closeAllConnections();
		server.close();
	});
	const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
	const service: PushService = {
		...{ host, received },
		get accepted() {
			return received.filter(({ status }) => status >= 200 && status < 300);
		},
		reply: () => ({ status: 201 }),
		browser(name) {
			const ecdh = createECDH('prime256v1');
			const p256dh = ecdh.generateKeys('base64url');
			const auth = randomBytes(16).toString('base64url');
			const path = `/push/${name}`;
			browsers.set(path, { ecdh, auth });
			return { path, subscription: { endpoint: `http://${host}${path}`, keys: { p256dh, auth } } };
		},
		until: (count) =>
			new Promise((resolve) => {
				const check = (): void => {
					if (service.accepted.length < count) return;
					waiting.delete(check);
					resolve();
				};
				waiting.add(check);
				check();
			}),
	};
	return service;
}

/** Throws where the signature is not that of the key beside it (RFC 8292 section 3). */
function claimsIn(authorization: string): Pushed['claims'] {
	const [, token = '', key = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? [];
	const [head = '', body = '', signature = ''] = token.split('.');
	const point = Buffer.from(key, 'base64url');
	const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
	const publicKey = createPublicKey({
		key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' },
		format: 'jwk',
	});
	const isValid = verify(
		'sha256',
		Buffer.from(`${head}.${body}`),
		{ key: publicKey, dsaEncoding: 'ieee-p1363' },
		Buffer.from(signature, 'base64url'),
	);
	if (!isValid) throw new Error(`The signature is not valid: ${authorization}`);
	return JSON.parse(Buffer.from(body, 'base64url').toString());
}

/** Claims of remedies that pay out: who is paid, how often, and why a claim is refused. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aKeyPair, aStory, hourMs } from './story.ts';

const refused = (answer: { status: number; body: { code?: string } }): unknown[] => [
	answer.status,
	answer.body.code,
];

describe('a claim', () => {
	test('is paid once, and a repetition gets the same answer', async (context) => {
		const { claim, clock, server } = await aStory(context);
		const first = await claim('customer-1');
		assert.equal(first.status, 201, first.text);
		const { id, claimedAt, ...rest } = first.body;
		assert.match(id, /^[a-z0-9]+$/);
		assert.equal(claimedAt, new Date(clock.now()).toISOString());
		assert.deepEqual(rest, { remedy: 'credit', value: '5.00', unit: 'money', currency: 'EUR', minutes: 0 });
		assert.equal(first.headers.get('idempotency-replayed'), null);
		clock.advance(1_000);
		const again = await claim('customer-1');
		assert.equal(again.status, 200);
		assert.equal(again.headers.get('idempotency-replayed'), 'true');
		assert.deepEqual(again.body, first.body);
		const { body } = await server.write('GET', '/v1/remedies/credit/claims');
		assert.equal(body.claimed, 1);
		assert.equal(body.paid, '5');
	});

	test('of one customer thirty times at once is paid once', async (context) => {
		const { claim, server } = await aStory(context);
		const answers = await Promise.all(Array.from({ length: 30 }, () => claim('customer-1')));
		assert.deepEqual(answers.map(({ status }) => status).sort(), [...Array(29).fill(200), 201]);
		assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1);
		assert.equal((await server.write('GET', '/v1/remedies/credit/claims')).body.claimed, 1);
	});

	test('fifty at once for a budget of twenty: exactly twenty, and pages show that it is sold out', async (context) => {
		const { claim, server, put } = await aStory(context, { budget: { claims: 20 } });
		const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => claim(`customer-${index}`)));
		const paid = answers.filter(({ status }) => status === 201);
		assert.equal(paid.length, 20);
		assert.equal(new Set(paid.map(({ body }) => body.id)).size, 20);
		for (const answer of answers.filter(({ status }) => status !== 201))
			assert.deepEqual(refused(answer), [409, 'remedy-sold-out']);
		const shown = await server.request('/v1/remedies/credit');
		assert.equal(shown.body.ended, 'sold-out');
		assert.ok(!('budget' in shown.body));
		const { body } = await server.write('GET', '/v1/remedies/credit/claims');
		assert.deepEqual([body.claimed, body.paid, body.budget], [20, '100', { claims: 20, total: null }]);
		// A customer who has claimed gets the answer all the same.
		const winner = answers.findIndex(({ status }) => status === 201);
		assert.equal((await claim(`customer-${winner}`)).status, 200);
		// A larger budget opens it again.
		assert.equal((await put({ budget: { claims: 21 } })).body.ended, null);
		assert.equal((await claim('one-more')).status, 201);
		assert.deepEqual(refused(await claim('two-more')), [409, 'remedy-sold-out']);
	});

	test('never exceeds a budget in value, and smaller claims still fit', async (context) => {
		const tiers = [{ value: '5', attributes: { plan: ['pro'] } }, { value: '0.5' }];
		const { claim, server } = await aStory(context, {
			payout: { unit: 'money', currency: 'EUR', tiers },
			budget: { total: '11.5' },
		});
		const pro = { attributes: { plan: 'pro' } };
		const answers = await Promise.all(Array.from({ length: 9 }, (_, index) => claim(`pro-${index}`, pro)));
		assert.equal(answers.filter(({ status }) => status === 201).length, 2);
		assert.deepEqual(refused(await claim('pro-10', pro)), [409, 'remedy-spent']);
		assert.equal((await server.request('/v1/remedies/credit')).body.ended, null);
		for (const subject of ['free-1', 'free-2', 'free-3']) assert.equal((await claim(subject)).status, 201);
		assert.equal((await server.request('/v1/remedies/credit')).body.ended, 'spent');
		assert.deepEqual(refused(await claim('free-4')), [409, 'remedy-spent']);
		assert.equal((await server.write('GET', '/v1/remedies/credit/claims')).body.paid, '11.5');
	});

	test('reaches the tier of the minutes that the history measures', async (context) => {
		const { server, put, post, sign, clock } = await aStory(context);
		const open = { id: 'down', kind: 'incident', title: 'Payments fail', body: 'We look into it.' };
		const affected = [{ component: 'pay', status: 'partial-outage' }];
		assert.equal((await server.write('POST', '/v1/notices', { ...open, affected })).status, 201);
		clock.advance(90 * 60_000);
		const ended = await server.write('POST', '/v1/notices/down/resolve', { body: 'It works again.' });
		assert.equal(ended.status, 200, ended.text);
		const payout = {
			...{ unit: 'percent', components: ['pay'] },
			tiers: [
				{ minutes: 30, value: '5' },
				{ minutes: 90, value: '10' },
				{ minutes: 91, value: '100' },
			],
		};
		const published = await put({ notice: 'down', payout }, 'sla');
		assert.equal(published.status, 201, published.text);
		const { status, body } = await post(await sign('customer-1', { remedy: 'sla' }), 'sla');
		assert.deepEqual([status, body.value, body.unit, body.minutes], [201, '10', 'percent', 90]);
	});

	test('of a customer who reaches no tier is refused', async (context) => {
		const { claim } = await aStory(context, {
			audience: { attributes: { region: ['eu'] } },
			payout: { unit: 'days', tiers: [{ value: '3', attributes: { plan: ['pro', 'team'] } }] },
		});
		const claimed = (subject: string, attributes: object) => claim(subject, { attributes });
		for (const attributes of [{}, { plan: 'pro' }, { region: 'eu' }, { plan: 'free', region: 'eu' }])
			assert.deepEqual(refused(await claimed('customer-1', attributes)), [403, 'claim-not-eligible']);
		assert.equal((await claimed('customer-1', { plan: 'team', region: 'eu' })).body.value, '3');
	});

	test('is refused for a remedy without a payout, after its end, and for one that there is not', async (context) => {
		const { claim, post, sign, put, clock } = await aStory(context, { expiresAt: '1h' });
		assert.equal((await put({ payout: null }, 'free')).status, 201);
		assert.deepEqual(refused(await post(await sign('c', { remedy: 'free' }), 'free')), [
			409,
			'claims-closed',
		]);
		assert.deepEqual(refused(await post(await sign('c', { remedy: 'no' }), 'no')), [404, 'not-found']);
		assert.equal((await claim('customer-1')).status, 201);
		clock.advance(hourMs);
		assert.deepEqual(refused(await claim('customer-2')), [410, 'remedy-expired']);
		assert.deepEqual(refused(await claim('customer-1')), [410, 'remedy-expired']);
	});

	test('leaves nothing behind after the end of the offer', async (context) => {
		const { claim, clock, server } = await aStory(context, { expiresAt: '1h' });
		await claim('customer-1');
		const list = () => server.write('GET', '/v1/remedies/credit/claims');
		const { body } = await list();
		assert.deepEqual([body.claimed, body.claims[0].subject], [1, 'customer-1']);
		clock.advance(hourMs + 60_000);
		while ((await list()).body.claimed > 0) clock.advance(60_000);
		assert.deepEqual((await list()).body.claims, []);
	});
});

describe('a claim token', () => {
	test('is accepted with HS256 and ES256, with and without the id of its key', async (context) => {
		const { server, post, sign, keyId } = await aStory(context);
		const { privateKey, pem } = aKeyPair();
		const added = await server.write('POST', '/v1/claim-keys', { publicKey: pem });
		assert.deepEqual([added.status, added.body.algorithm, added.body.secret], [201, 'ES256', null]);
		const kid = added.body.id;
		for (const [index, token] of [
			await sign('a', { kid: keyId }),
			await sign('b', {}, privateKey),
			await sign('c', { kid }, privateKey),
		].entries())
			assert.equal((await post(token)).status, 201, String(index));
		// After the change of the key.
		assert.equal((await server.write('DELETE', `/v1/claim-keys/${keyId}`)).status, 204);
		assert.deepEqual(refused(await post(await sign('d'))), [401, 'claim-token-invalid']);
		assert.equal((await post(await sign('d', {}, privateKey))).status, 201);
	});

	test('that was forged is refused', async (context) => {
		const { server, post, sign, secret, keyId } = await aStory(
			context,
			{},
			{ trustedProxies: ['127.0.0.1'] },
		);
		const { pem } = aKeyPair();
		await server.write('POST', '/v1/claim-keys', { publicKey: pem });
		const good = await sign('customer-1');
		const [header = '', payload = '', signature = ''] = good.split('.');
		const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
		const changed = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), sub: 'customer-2' };
		const forged = [
			...['', 'x', '..', `${header}.${payload}.`, `${header}..${signature}`],
			`${header}.${part(changed)}.${signature}`,
			`${part({ alg: 'none' })}.${payload}.`,
			`${part({ alg: 'none' })}.${payload}.${signature}`,
			await sign('customer-1', {}, 'another secret that is long enough'),
			await sign('customer-1', {}, aKeyPair().privateKey),
			// The public key is no secret: it signs nothing with HS256.
			await sign('customer-1', {}, pem),
			await sign('customer-1', { kid: 'unknown' }),
			`${part({ alg: 'HS256', crit: ['x'], x: 1 })}.${payload}.${signature}`,
			`${good}.more`,
			`${good}${'A'.repeat(4_000)}`,
		];
		for (const [index, token] of forged.entries()) {
			const answer = await server.request('/v1/remedies/credit/claims', {
				method: 'POST',
				headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.0.0.${index + 1}` },
				body: JSON.stringify({ token }),
			});
			assert.ok([401, 422].includes(answer.status), `${index}: ${answer.text}`);
			assert.ok(['claim-token-invalid', 'invalid'].includes(answer.body.code), answer.text);
			assert.ok(!answer.text.includes(secret));
		}
		assert.equal((await server.write('GET', '/v1/remedies/credit/claims')).body.claimed, 0);
		assert.ok(!(await server.write('GET', '/v1/claim-keys')).text.includes(secret));
		assert.ok(!(await server.write('GET', '/v1/log')).text.includes(secret));
		assert.equal((await post(await sign('customer-1', { kid: keyId }))).status, 201);
	});

	test('is refused with the wrong times or content', async (context) => {
		const { clock, post, sign } = await aStory(context);
		const now = clock.now();
		const codeOf = async (fields: object) => refused(await post(await sign('customer-1', fields)));
		assert.deepEqual(await codeOf({ expiresAt: now }), [401, 'claim-token-expired']);
		assert.deepEqual(await codeOf({ expiresAt: now + 25 * hourMs }), [401, 'claim-token-invalid']);
		const later = { issuedAt: now + 120_000, expiresAt: now + 300_000 };
		assert.deepEqual(await codeOf(later), [401, 'claim-token-invalid']);
		assert.deepEqual(await codeOf({ more: { amount: '500' } }), [401, 'claim-token-invalid']);
		assert.deepEqual(await codeOf({ attributes: { plan: ['pro'] } }), [401, 'claim-token-invalid']);
		assert.deepEqual(refused(await post(await sign('x'.repeat(201)))), [401, 'claim-token-invalid']);
		// One that was accepted is worthless once it has expired.
		const token = await sign('customer-1');
		assert.equal((await post(token)).status, 201);
		assert.equal((await post(token)).status, 200);
		clock.advance(301_000);
		assert.deepEqual(refused(await post(token)), [401, 'claim-token-expired']);
	});

	test('pays nothing at another remedy, nor at a later one with the same id', async (context) => {
		const { clock, post, put, sign, server } = await aStory(context);
		await put({}, 'other');
		const token = await sign('customer-1', { expiresAt: clock.now() + 12 * hourMs });
		assert.deepEqual(refused(await post(token, 'other')), [403, 'claim-other-remedy']);
		assert.equal((await post(token)).status, 201);
		await server.write('DELETE', '/v1/remedies/credit');
		assert.deepEqual(refused(await post(token)), [404, 'not-found']);
		clock.advance(hourMs);
		await put();
		assert.deepEqual(refused(await post(token)), [409, 'claim-token-replayed']);
		// It is another offer.
		assert.equal((await post(await sign('customer-1'))).status, 201);
	});

	test('is limited while it is refused: an address cannot guess for long, and good tokens cost nothing', async (context) => {
		const { post, claim, clock } = await aStory(context);
		for (let index = 0; index < 40; index++) assert.equal((await claim(`customer-${index}`)).status, 201);
		const codes = [];
		for (let index = 0; index < 25; index++) codes.push((await post('forged')).body.code);
		assert.deepEqual(codes, [...Array(20).fill('claim-token-invalid'), ...Array(5).fill('too-many')]);
		clock.advance(60_000);
		assert.equal((await claim('customer-41')).status, 201);
	});
});

describe('the keys and the export', () => {
	test('keys: a secret is shown once, a private key is refused, and five are enough', async (context) => {
		const { server } = await aStory(context);
		const { privateKey, pem } = aKeyPair();
		const add = (publicKey: unknown) => server.write('POST', '/v1/claim-keys', { publicKey });
		const secretPem = privateKey.export({ type: 'pkcs8', format: 'pem' });
		for (const [given, sentence] of [
			[secretPem, /private key/],
			['no key', /no public key/],
		] as const) {
			const { status, body } = await add(given);
			assert.deepEqual([status, body.code], [422, 'invalid']);
			assert.match(body.detail, sentence);
		}
		for (let index = 0; index < 4; index++) assert.equal((await add(pem)).status, 201);
		assert.match((await add(pem)).body.detail, /5 claim keys already/);
		assert.equal((await server.write('DELETE', '/v1/claim-keys/unknown')).status, 404);
		assert.ok((await server.write('GET', '/v1/log')).text.includes('a key was added'));
	});

	test('the export has the references, page by page or as a table that no spreadsheet runs', async (context) => {
		const { claim, server } = await aStory(context);
		for (const subject of ['=1+1', 'customer "2"', 'customer-3']) await claim(subject);
		const csv = await server.write('GET', '/v1/remedies/credit/claims', undefined, { accept: 'text/csv' });
		assert.match(csv.headers.get('content-type') ?? '', /text\/csv/);
		const lines = csv.text.trimEnd().split('\r\n');
		assert.equal(lines[0], 'claim,reference,kind,value,unit,currency,minutes,claimedAt');
		assert.equal(lines.length, 4);
		assert.ok(csv.text.includes(",'=1+1,service-credit,5.00,money,EUR,0,"));
		assert.ok(csv.text.includes(',"customer ""2""",'));
		const subjects: string[] = [];
		let path: string | null = '/v1/remedies/credit/claims?limit=2';
		while (path) {
			const { body }: { body: { claims: { subject: string }[]; next: string | null } } = await server.write(
				'GET',
				path,
			);
			subjects.push(...body.claims.map(({ subject }) => subject));
			path = body.next && `/v1/remedies/credit/claims?limit=2&cursor=${encodeURIComponent(body.next)}`;
		}
		assert.deepEqual(subjects.sort(), ['=1+1', 'customer "2"', 'customer-3']);
		assert.ok((await server.write('GET', '/v1/log')).text.includes('were exported'));
		// Nothing of it is public, nor in the log.
		for (const each of ['/v1/remedies', '/v1/snapshot', '/v1/log'])
			assert.ok(!(await server.write('GET', each)).text.includes('customer-3'), each);
	});
});

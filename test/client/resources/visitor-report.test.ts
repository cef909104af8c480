import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportNotice } from '../../../src/client/resources/visitor-report.ts';
import { fakeEnvironment } from '../fake-environment.ts';

const first = 'https://status.example.com';
const second = 'https://status.example.net';
type Answer = number | 'lost' | 'silent';

/** Servers that answer so, and what they were asked. */
function servers(answers: Readonly<Record<string, Answer>>) {
	const asked: { readonly address: string; readonly init: RequestInit }[] = [];
	const environment = fakeEnvironment({
		fetch: async (address, init) => {
			asked.push({ address, init });
			const answer = answers[new URL(address).origin];
			if (answer === 'silent')
				return new Promise<Response>((_, refuse) =>
					init.signal?.addEventListener('abort', () => refuse(new Error('ended'))),
				);
			if (typeof answer === 'number') return new Response(null, { status: answer });
			throw new TypeError('lost');
		},
	});
	return { asked, environment };
}

test('tells the server one word, and nothing about the reader', async () => {
	const { asked, environment } = servers({ [first]: 202 });
	assert.equal(await reportNotice(environment, first, 'checkout/down', 'affected'), 'counted');
	assert.deepEqual(
		asked.map(({ address }) => address),
		[`${first}/v1/reports/notices/checkout%2Fdown`],
	);
	const { method, body, headers, credentials, referrerPolicy } = asked[0]?.init ?? {};
	assert.deepEqual([method, body, headers], ['POST', '{"says":"affected"}', undefined]);
	assert.deepEqual([credentials, referrerPolicy], ['omit', 'no-referrer']);
	assert.deepEqual(environment.timers(), []);
});

for (const answer of ['lost', 500, 503, 200, 302] as const)
	test(`asks the next server where the first is ${answer}`, async () => {
		const { asked, environment } = servers({ [first]: answer, [second]: 202 });
		assert.equal(await reportNotice(environment, `${first} ${second}`, 'n', 'works-again'), 'counted');
		assert.equal(asked.length, 2);
	});

for (const status of [400, 404, 409, 410, 422, 429])
	test(`a server that answers ${status} has refused for all of them`, async () => {
		const { asked, environment } = servers({ [first]: status, [second]: 202 });
		assert.equal(await reportNotice(environment, `${first} ${second}`, 'n', 'still-broken'), 'refused');
		assert.equal(asked.length, 1);
	});

test('says that none was reached', async () => {
	const { environment } = servers({ [first]: 'lost', [second]: 503 });
	assert.equal(await reportNotice(environment, `${first} ${second}`, 'n', 'affected'), 'unreached');
	assert.equal(await reportNotice(environment, 'no address', 'n', 'affected'), 'unreached');
});

test('does not wait for ever for a server that is silent', async () => {
	const { environment } = servers({ [first]: 'silent', [second]: 202 });
	const result = reportNotice(environment, `${first} ${second}`, 'n', 'affected');
	environment.advance(10_000);
	assert.equal(await result, 'counted');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportNotice } from '../../../src/client/resources/visitor-report.ts';
import { fakeEnvironment } from '../fake-environment.ts';

const first = 'https://status.example.com';
const second = 'https://status.example.net';
type Answer = number | 'no network' | 'no answer';

/** Servers with these answers, and the requests that they received. */
function servers(answers: Readonly<Record<string, Answer>>) {
	const requests: { readonly address: string; readonly init: RequestInit }[] = [];
	const environment = fakeEnvironment({
		fetch: async (address, init) => {
			requests.push({ address, init });
			const answer = answers[new URL(address).origin];
			if (answer === 'no answer')
				return new Promise<Response>((_, refuse) =>
					init.signal?.addEventListener('abort', () => refuse(new Error('ended'))),
				);
			if (typeof answer === 'number') return new Response(null, { status: answer });
			throw new TypeError('no network');
		},
	});
	return { requests, environment };
}

test('a report sends one word, and nothing about the visitor', async () => {
	const { requests, environment } = servers({ [first]: 202 });
	assert.equal(await reportNotice(environment, first, 'checkout/down', 'affected'), 'counted');
	assert.deepEqual(
		requests.map(({ address }) => address),
		[`${first}/v1/reports/notices/checkout%2Fdown`],
	);
	const { method, body, headers, credentials, referrerPolicy } = requests[0]?.init ?? {};
	assert.deepEqual([method, body, headers], ['POST', '{"says":"affected"}', undefined]);
	assert.deepEqual([credentials, referrerPolicy], ['omit', 'no-referrer']);
	assert.deepEqual(environment.timers(), []);
});

for (const answer of ['no network', 500, 503, 200, 302] as const)
	test(`the next server is tried when the first answers ${answer}`, async () => {
		const { requests, environment } = servers({ [first]: answer, [second]: 202 });
		assert.equal(await reportNotice(environment, `${first} ${second}`, 'n', 'works-again'), 'counted');
		assert.equal(requests.length, 2);
	});

for (const status of [400, 404, 409, 410, 422, 429])
	test(`an answer of ${status} refuses the report for all servers`, async () => {
		const { requests, environment } = servers({ [first]: status, [second]: 202 });
		assert.equal(await reportNotice(environment, `${first} ${second}`, 'n', 'still-broken'), 'refused');
		assert.equal(requests.length, 1);
	});

test('the result is unreached when no server answers', async () => {
	const { environment } = servers({ [first]: 'no network', [second]: 503 });
	assert.equal(await reportNotice(environment, `${first} ${second}`, 'n', 'affected'), 'unreached');
	assert.equal(await reportNotice(environment, 'no address', 'n', 'affected'), 'unreached');
});

test('a server that does not answer is given up after ten seconds', async () => {
	const { environment } = servers({ [first]: 'no answer', [second]: 202 });
	const result = reportNotice(environment, `${first} ${second}`, 'n', 'affected');
	environment.advance(10_000);
	assert.equal(await result, 'counted');
});

/** The code of docs/how-to/remedies-that-pay-out.md signs tokens that a server accepts. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { SignJWT } from 'jose';
import { aRemedy } from '../server/connectors/claims/story.ts';
import { aServer } from '../support/server.ts';

const page = readFileSync('docs/how-to/remedies-that-pay-out.md', 'utf8');
const blocks = (language: string): string[] =>
	[...page.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(([, code = '']) => code);

test('the token that the document signs is accepted, with the payout of the document', async (context) => {
	const server = await aServer(context);
	const { body: key } = await server.write('POST', '/v1/claim-keys', {});
	const component = await server.write('PUT', '/v1/components/payments', {
		...{ name: 'Payments', description: null, group: null, position: 1, status: null },
	});
	assert.equal(component.status, 201, component.text);
	const payout = blocks('json')
		.map((text) => JSON.parse(text))
		.find(({ tiers }) => tiers);
	const period = { from: '2020-01-01T10:00:00Z', until: '2020-01-01T12:00:00Z' };
	const tiers = [...payout.tiers, { value: '1.00' }];
	const put = await server.write(
		'PUT',
		'/v1/remedies/march-credit',
		aRemedy({ payout: { ...payout, ...period, tiers } }),
	);
	assert.equal(put.status, 201, put.text);
	const source = blocks('js').find((code) => code.includes('SignJWT')) ?? '';
	const code = source.replace(/^import .*$/m, '').replace('export const', 'const');
	const claimToken = new Function('SignJWT', 'process', `${code}; return claimToken;`)(SignJWT, {
		env: { CLAIM_SECRET: key.secret },
	}) as (customer: object) => Promise<string>;
	const token = await claimToken({ id: 'customer-4711', plan: 'enterprise' });
	const answer = await server.request('/v1/remedies/march-credit/claims', {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ token }),
	});
	assert.deepEqual(
		[answer.status, answer.body.value, answer.body.currency],
		[201, '1.00', 'EUR'],
		answer.text,
	);
});

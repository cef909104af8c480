/** `candor remedy claims` and `candor remedy keys`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aKeyPair, signClaim } from '../connectors/claims/story.ts';
import { noon, runCli, startServer } from './harness.ts';

test('a remedy that pays out, from the key to the list of claims', async (context) => {
	const { url } = await startServer(context);
	const files = new Map<string, string>();
	const readFile = async (path: string): Promise<string> => {
		const text = files.get(path);
		if (text === undefined) throw Object.assign(new Error('none'), { code: 'ENOENT' });
		return text;
	};
	const candor = (...argv: string[]) => runCli(argv, { url, io: { readFile } });
	const file = (name: string, text: string): string => {
		files.set(name, text);
		return name;
	};
	assert.match((await candor('remedy', 'keys', 'list')).out, /^No keys\./);
	const { pem, privateKey } = aKeyPair();
	const es256 = await candor('remedy', 'keys', 'add', '--public-key', file('claims.pem', pem));
	assert.match(es256.out, /^Key: {4}\w+ \(ES256\)\n$/, es256.err);
	const { secret, id: key } = JSON.parse((await candor('remedy', 'keys', 'add', '--json')).out) as {
		secret: string;
		id: string;
	};
	assert.match(secret, /^candor_claims_/);
	assert.ok(!(await candor('remedy', 'keys', 'list')).out.includes(secret));

	const payout = {
		unit: 'money',
		currency: 'EUR',
		tiers: [{ value: '12.50', attributes: { plan: ['pro'] } }, { value: '5' }],
	};
	const put = [
		...[
			'remedy',
			'put',
			'credit',
			'We are sorry',
			'-m',
			'You could not pay. We are sorry.',
			'--expires',
			'30d',
		],
		...['--offer', 'service-credit', '--summary', 'Up to 12.50 €'],
	];
	const published = await candor(
		...put,
		'--payout',
		file('payout.json', JSON.stringify(payout)),
		'--most-claims',
		'2',
	);
	assert.equal(published.code, 0, published.err);
	assert.match(published.out, / {2}Pays out:\n {2}- 12\.50 EUR, plan pro\n {2}- 5 EUR\n/);

	const claim = async (signKey: typeof privateKey | string, subject: string, attributes = {}) => {
		const token = await signClaim(signKey, subject, noon, { attributes });
		const response = await fetch(new URL('v1/remedies/credit/claims', url), {
			method: 'POST',
			body: JSON.stringify({ token }),
		});
		assert.equal(response.status, 201, await response.text());
	};
	await claim(privateKey, '=customer', { plan: 'pro' });
	await claim(secret, 'customer-2');
	const listed = await candor('remedy', 'claims', 'credit');
	assert.match(listed.out, /^Claimed: 2 of 2\nPaid: {4}17\.5\n/, listed.err);
	assert.match((await candor('remedy', 'list')).out, /All claims of the budget are made/);
	const csv = await candor('remedy', 'claims', 'credit', '--csv');
	assert.match(csv.out, /^id,subject,value,unit,currency,minutes,claimedAt\r\n/);
	assert.ok(csv.out.includes(",'=customer,12.50,money,EUR,0,"), csv.out);
	assert.equal((await candor('remedy', 'keys', 'remove', key)).code, 0);
	assert.equal((await candor('remedy', 'keys', 'remove', key)).code, 5);
	assert.equal((await candor('remedy', 'claims', 'unknown')).code, 5);
	const noFile = await candor(...put, '--payout', 'missing.json');
	assert.equal(noFile.code, 2);
});

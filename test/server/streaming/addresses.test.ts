/** Network addresses: what is counted together, and which proxies are trusted. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressKey, parseAddress, parseRange } from '../../../server/streaming/admission/address.ts';
import { trustedProxies } from '../../../server/streaming/admission/trusted-proxies.ts';
import { CandorError } from '../../../src/model/errors.ts';

test('an address has one key, however it is written; an IPv6 address has the key of its /64 network', () => {
	assert.equal(addressKey('192.0.2.1'), '192.0.2.1');
	assert.equal(addressKey('::ffff:192.0.2.1'), '192.0.2.1');
	assert.equal(addressKey('::FFFF:192.0.2.1'), '192.0.2.1');
	assert.equal(addressKey('::ffff:c000:201'), '192.0.2.1');
	const one = addressKey('2001:db8:0:1::1');
	assert.equal(addressKey('2001:DB8:0:1:ffff:ffff:ffff:ffff'), one);
	assert.notEqual(addressKey('2001:db8:0:2::1'), one);
	assert.equal(addressKey('2001:0db8:0000:0001::1'), one);
	assert.equal(addressKey('fe80::1%eth0'), addressKey('fe80::2'));
	assert.equal(addressKey('fe80::1%eth0.100'), addressKey('fe80::2'));
	assert.equal(addressKey('::1'), '0:0:0:0::/64');
	assert.equal(addressKey('unknown'), 'unknown');
});

test('shortened, octal and hexadecimal IPv4 addresses are not addresses', () => {
	for (const text of ['', '10.0.0', '010.0.0.1', '0x0a.0.0.1', '167772161', '10.0.0.1 ', 'proxy'])
		assert.equal(parseAddress(text), null, text);
});

test('a list of proxies holds addresses and ranges, and nothing else', () => {
	const good = ['10.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8', '::ffff:10.0.0.0/8'];
	for (const entry of good) assert.ok(parseRange(entry), entry);
	trustedProxies(good);
	for (const entry of [
		'',
		'proxy',
		'10.0.0.0/33',
		'10.0.0.0/8/8',
		'10.0.0',
		'::/129',
		'10.0.0.1/',
		'::ffff:10.0.0.0/104',
	]) {
		assert.equal(parseRange(entry), null, entry);
		assert.throws(
			() => trustedProxies([entry]),
			(error) => error instanceof CandorError && error.code === 'invalid',
			entry,
		);
	}
});

test('a range contains its addresses in every notation, and no address of the other family', () => {
	const { limitKey } = trustedProxies(['10.0.0.0/8', 'fd00::/8', '192.0.2.7']);
	for (const address of ['10.255.0.1', '::ffff:10.0.0.1', '::ffff:a00:1', 'fd12::1', 'FD12::1', '192.0.2.7'])
		assert.equal(limitKey(address), null, address);
	for (const address of ['11.0.0.1', '192.0.2.8', 'fe00::1', '::a00:1'])
		assert.equal(limitKey(address), addressKey(address), address);
});

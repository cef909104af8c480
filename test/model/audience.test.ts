import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { concerns, isFor, type VisitorContext } from '../../src/model/audience.ts';
import type { Audience } from '../../src/model/records/fields.ts';

const anyVisitor: VisitorContext = { attributes: {}, route: '/', signedIn: null, drill: false, share: 50 };
const visitor = (more: Partial<VisitorContext>): VisitorContext => ({ ...anyVisitor, ...more });
const only = (more: Partial<Audience>): Audience => ({
	attributes: {},
	routes: [],
	signedIn: null,
	percentage: null,
	...more,
});

test('a notice without an audience, or with an empty one, is for all visitors', () => {
	assert.equal(concerns(null, anyVisitor), true);
	assert.equal(concerns(only({}), anyVisitor), true);
});

test('an attribute must have one of the values; every attribute counts', () => {
	const audience = only({ attributes: { plan: ['pro', 'team'], region: ['eu'] } });
	for (const [attributes, meant] of [
		[{ plan: 'pro', region: 'eu' }, true],
		[{ plan: 'team', region: 'eu' }, true],
		[{ plan: 'free', region: 'eu' }, false],
		[{ plan: 'pro', region: 'us' }, false],
		[{ plan: 'Pro', region: 'eu' }, false],
		[{ plan: '', region: 'eu' }, false],
	] as const)
		assert.equal(concerns(audience, visitor({ attributes })), meant, JSON.stringify(attributes));
});

test('what the host page does not say counts as fulfilled', () => {
	const audience = only({ attributes: { plan: ['pro'], constructor: ['x'] }, signedIn: true });
	assert.equal(concerns(audience, anyVisitor), true);
	assert.equal(concerns(audience, visitor({ attributes: { plan: 'free' } })), false);
	assert.equal(concerns(audience, visitor({ attributes: { constructor: 'y' } })), false);
});

test('a route means a path and all below it, and nothing that only begins alike', () => {
	for (const [prefix, route, meant] of [
		['/checkout', '/checkout', true],
		['/checkout', '/checkout/', true],
		['/checkout', '/checkout/pay/card', true],
		['/checkout', '/checkouts', false],
		['/checkout', '/', false],
		['/checkout', '/shop/checkout', false],
		['/checkout/', '/checkout', true],
		['/checkout//', '/checkout/pay', true],
		['/', '/', true],
		['/', '/anything', true],
		['/Checkout', '/checkout', false],
	] as const)
		assert.equal(concerns(only({ routes: [prefix] }), visitor({ route })), meant, `${prefix} ${route}`);
	assert.equal(concerns(only({ routes: ['/a', '/b'] }), visitor({ route: '/b/c' })), true);
});

test('signed in, signed out, or unknown', () => {
	for (const [wanted, is, meant] of [
		[null, true, true],
		[null, false, true],
		[null, null, true],
		[true, true, true],
		[true, false, false],
		[true, null, true],
		[false, false, true],
		[false, true, false],
		[false, null, true],
	] as const)
		assert.equal(concerns(only({ signedIn: wanted }), visitor({ signedIn: is })), meant, `${wanted} ${is}`);
});

test('a percentage means the browsers whose number is below it', () => {
	for (const [percentage, share, meant] of [
		[0, 0, false],
		[20, 19.99, true],
		[20, 20, false],
		[100, 99.99, true],
		[0.5, 0.49, true],
		[null, 99.99, true],
	] as const)
		assert.equal(concerns(only({ percentage }), visitor({ share })), meant, `${percentage} ${share}`);
});

test('all conditions must hold', () => {
	const all = only({ attributes: { plan: ['pro'] }, routes: ['/a'], signedIn: true, percentage: 60 });
	const meant = visitor({ attributes: { plan: 'pro' }, route: '/a', signedIn: true, share: 50 });
	assert.equal(concerns(all, meant), true);
	for (const other of [{ attributes: { plan: 'free' } }, { route: '/b' }, { signedIn: false }, { share: 60 }])
		assert.equal(concerns(all, { ...meant, ...other }), false, JSON.stringify(other));
});

test('a larger percentage excludes no visitor, and a longer route includes no other visitor', () => {
	const share = fc.double({ min: 0, max: 99.99, noNaN: true });
	const percentage = fc.double({ min: 0, max: 100, noNaN: true });
	fc.assert(
		fc.property(share, percentage, percentage, (number, a, b) => {
			const meant = (most: number) => concerns(only({ percentage: most }), visitor({ share: number }));
			assert.ok(!meant(Math.min(a, b)) || meant(Math.max(a, b)));
		}),
	);
	const path = fc
		.array(fc.constantFrom('a', 'b', 'ab'), { maxLength: 3 })
		.map((parts) => `/${parts.join('/')}`);
	fc.assert(
		fc.property(path, path, path, (prefix, more, route) => {
			const meant = (which: string) => concerns(only({ routes: [which] }), visitor({ route }));
			assert.ok(!meant(`${prefix}${more}`) || meant(prefix));
		}),
	);
});

test('an exercise is for those who take part in it, if it concerns them', () => {
	const audience = only({ routes: ['/a'] });
	for (const [drill, takesPart, route, meant] of [
		[false, false, '/a', true],
		[false, true, '/a', true],
		[true, false, '/a', false],
		[true, true, '/a', true],
		[true, true, '/b', false],
		[false, false, '/b', false],
	] as const)
		assert.equal(isFor({ drill, audience }, visitor({ drill: takesPart, route })), meant);
});

import { test } from 'node:test';
import type { Command } from '../../src/model/commands/command.ts';
import { commits, given } from './given.ts';

const checkout = { name: 'Checkout', description: null, group: null, position: 0, status: null, until: null };
const put = (id: string, name: string): Command => ({ type: 'put-component', id, name });
const open: Command = {
	type: 'open-notice',
	id: 'n',
	kind: 'incident',
	title: 'T',
	affected: [{ component: 'checkout' }],
};

test('the page is replaced whole', () => {
	const subscribe = [{ by: 'email' as const, href: 'https://status.example.com/email' }];
	const first: Command = { type: 'put-page', name: 'Shop', supportUrl: 'mailto:help@example.com', subscribe };
	const value = {
		...{ name: 'Shop', statusUrl: null, supportUrl: 'mailto:help@example.com', subscribe },
		origins: [],
	};
	given()
		.when(first)
		.then([{ kind: 'page', id: 'page', value }]);
	given(commits(first))
		.when({ type: 'put-page', name: 'Shop 2' })
		.then([
			{
				kind: 'page',
				id: 'page',
				value: { ...value, name: 'Shop 2', supportUrl: null, subscribe: [] },
			},
		]);
});

test('a component comes after the last, and keeps its place when it is replaced', () => {
	given()
		.when(put('checkout', 'Checkout'))
		.then([{ kind: 'component', id: 'checkout', value: checkout }]);
	const two = commits({ type: 'put-component', id: 'a', name: 'A', position: 7 }, put('b', 'B'));
	given(two)
		.when(put('c', 'C'))
		.then([{ kind: 'component', id: 'c', value: { ...checkout, name: 'C', position: 9 } }]);
	given(two)
		.when(put('a', 'New'))
		.then([{ kind: 'component', id: 'a', value: { ...checkout, name: 'New', position: 7 } }]);
});

test('a component is removed unless an open notice names it', () => {
	const before = commits(put('checkout', 'Checkout'), open);
	given(before)
		.when({ type: 'remove-component', id: 'checkout' })
		.thenRefused('component-in-use', /"T" \(n\)/);
	given([...before, ...commits(put('checkout', 'Checkout'), open, { type: 'resolve', notice: 'n' }).slice(2)])
		.when({ type: 'remove-component', id: 'checkout' })
		.then([{ kind: 'component', id: 'checkout', value: null }]);
	given()
		.when({ type: 'remove-component', id: 'ghost' })
		.thenRefused('not-found', /no component "ghost"/);
});

test('components that a notice is first to name are made with it', () => {
	given(commits(put('known', 'Known')))
		.when({
			type: 'open-notice',
			id: 'n',
			kind: 'announcement',
			title: 'T',
			affected: [{ component: 'checkout-api', status: 'degraded' }],
			unaffected: ['known', 'accounts'],
		})
		.thenNotice('n', { unaffected: ['known', 'accounts'] });
	given(commits(put('known', 'Known')))
		.when({ type: 'edit-notice', notice: 'unknown' })
		.thenRefused('not-found', /no notice "unknown"/);
});

/** Notifications: what comes from a push service is checked. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notificationOf } from '../../src/service-worker/push.ts';

const document = {
	...{ candor: 1, id: 'msg_1', title: 'Investigating: Payments fail', body: 'Some cards are declined.' },
	...{ tag: 'n1', url: 'https://status.example.com/notices/n1', lang: 'en', dir: 'ltr' },
};
const shown = (fields: object) => notificationOf(JSON.stringify({ ...document, ...fields }));

test('a notification has headline, sentence, language and the page that a press opens', () => {
	assert.deepEqual(shown({}), {
		title: document.title,
		options: {
			...{ body: document.body, tag: 'candor-n1', lang: 'en', dir: 'ltr' },
			data: { candor: document.url },
		},
	});
	assert.equal(shown({ dir: 'rtl' })?.options.dir, 'rtl');
});

test('no press opens anything but a page of the web', () => {
	for (const url of [
		'javascript:alert(1)',
		'data:text/html,x',
		'file:///etc/passwd',
		'https://[',
		'',
		null,
		{},
		7,
	])
		assert.deepEqual(shown({ url })?.options.data, { candor: '' }, String(url));
});

test('texts are cut, and what is no text is none', () => {
	const { title = '', options } = shown({ title: 'x'.repeat(9_000), body: 'y'.repeat(9_000) }) ?? {};
	assert.deepEqual([title.length, options?.body?.length], [300, 300]);
	assert.equal(shown({ body: null })?.options.body, '');
});

test('a message that is not Candor’s is left to the host', () => {
	for (const text of ['', 'hello', '{}', 'null', '[]', '{"candor":2,"title":"x"}'])
		assert.equal(notificationOf(text), null, text);
});

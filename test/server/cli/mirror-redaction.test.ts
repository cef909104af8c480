/** Redacted words leave the mirrors and the streams of running clients. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { aFolder } from '../../support/folder.ts';
import { runMirror, startSigningServer } from './mirror-harness.ts';

const secret = 'hunter2-S3cret';

/** The files below a folder that contain the secret. */
const filesWithSecret = (folder: string): readonly string[] =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => join(parentPath, name))
		.filter((path) => readFileSync(path).includes(secret));

/** Reads one event after the other of a stream, as text. */
async function aStream(context: TestContext, url: string) {
	const stop = new AbortController();
	context.after(() => stop.abort());
	const { body } = await fetch(url, { signal: stop.signal });
	const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
	let text = '';
	return async (): Promise<string> => {
		for (;;) {
			// The time is sent in between, once a minute.
			const [event] = /event: (?!time)[\s\S]*?\n\n/.exec(text) ?? [];
			if (event !== undefined) {
				text = text.slice(text.indexOf(event) + event.length);
				return event;
			}
			const { done, value = '' } = (await reader?.read()) ?? { done: true };
			assert.equal(done, false, 'the stream goes on');
			text += value;
		}
	};
}

test('a mirror that runs and clients that resume lose redacted words', {
	timeout: 60_000,
}, async (context) => {
	const { url, write, request } = await startSigningServer(context);
	await write('POST', '/v1/notices', { id: 'n', title: 'Down' });
	const posted = await write('POST', '/v1/notices/n/updates', { body: `The password is ${secret}.` });
	const [{ id }] = posted.body.updates;
	const folder = aFolder(context);
	const mirror = runMirror(context, url, folder);
	await mirror.line(new RegExp(`Copied state ${posted.body.seq} `));
	assert.notDeepEqual(filesWithSecret(folder), []);
	const nextEvent = await aStream(context, `${url}/v1/stream`);
	assert.ok((await nextEvent()).includes(secret));

	const path = `/v1/notices/n/updates/${id}/redact`;
	assert.equal((await write('POST', path, { body: 'Changed.' })).status, 200);
	const { seq } = (await request('/v1/notices/n')).body;
	const change = await nextEvent();
	assert.match(change, /^event: change\n/);
	assert.ok(change.includes('Changed.'));
	await mirror.line(new RegExp(`Copied state ${seq}\\b`));
	assert.deepEqual(filesWithSecret(folder), []);

	// A client that has the words resumes, and a new one starts.
	for (const query of [`?since=${posted.body.seq}`, '']) {
		const event = await (await aStream(context, `${url}/v1/stream${query}`))();
		assert.equal(event.includes(secret), false, query);
		assert.ok(event.includes('Changed.'), query);
	}
	await mirror.end();
});

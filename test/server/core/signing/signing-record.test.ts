/** A server that has signed never starts unsigned without being told to. */
import assert from 'node:assert/strict';
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import pino from 'pino';
import { createKey, keyFileIn } from '../../../../server/core/signing/key-file.ts';
import { type CandorOptions, createCandor } from '../../../../server/index.ts';
import { aFolder } from '../../../support/folder.ts';
import { aServer } from '../../../support/server.ts';

const at = '2030-01-01T12:00:00.000Z';
const logger = pino({ level: 'silent' });
const startAndStop = async (data: string, options: CandorOptions = {}): Promise<void> =>
	(await createCandor({ data, logger, ...options })).close();

test('a server that has signed does not start without its key file, and says what to do', async (context) => {
	const data = aFolder(context);
	const { kid } = createKey(keyFileIn(data), 'ES256', at);
	await startAndStop(data);
	const elsewhere = join(data, 'moved.json');
	renameSync(keyFileIn(data), elsewhere);
	for (let attempt = 0; attempt < 2; attempt++)
		await assert.rejects(startAndStop(data), (error: Error & { code?: string }) => {
			assert.equal(error.code, 'damaged');
			assert.ok(error.message.includes(kid) && error.message.includes(keyFileIn(data)));
			assert.match(error.message, /backup.*data-keys.*CANDOR_UNSIGNED=yes/);
			return true;
		});
	renameSync(elsewhere, keyFileIn(data));
	await startAndStop(data);
});

test('a key that was created while the server ran is remembered too', async (context) => {
	const data = aFolder(context);
	const server = await aServer(context, { data });
	createKey(keyFileIn(data), 'ES256', at);
	// The key file is checked at most once a second.
	await new Promise((resolve) => setTimeout(resolve, 1_100));
	assert.equal((await server.request('/v1/keys')).body.keys.length, 1);
	await server.close();
	rmSync(keyFileIn(data));
	await assert.rejects(startAndStop(data), /has signed with the key/);
});

test('signing ends on purpose with one start', async (context) => {
	const data = aFolder(context);
	createKey(keyFileIn(data), 'ES256', at);
	await startAndStop(data);
	rmSync(keyFileIn(data));
	await startAndStop(data, { unsigned: true });
	await startAndStop(data);
});

test('a server that never signed starts without a key file', async (context) => {
	const data = aFolder(context);
	await startAndStop(data);
	await startAndStop(data);
});

/** `candor channels` against a real server. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { aReceiver } from '../connectors/channels/receiver.ts';
import { noon, runCli, startServer } from './harness.ts';

async function aSetting(context: TestContext) {
	const receiver = await aReceiver(context);
	const server = await startServer(context, { channels: { allowed: ['127.0.0.1'] } });
	const readFile = async (): Promise<string> => `${receiver.url}\n`;
	const candor = (...argv: readonly string[]) =>
		runCli(argv, { url: server.url, clock: { now: noon }, io: { readFile } });
	return { receiver, candor };
}

test('a channel is created from a file, tested, listed, stopped, started and removed', async (context) => {
	const { receiver, candor } = await aSetting(context);
	assert.match((await candor('channels', 'list')).out, /There is no channel\./);
	const file = ['--url-file', 'address.txt'];
	const added = await candor('channels', 'add', 'partners', '--kind', 'webhook', ...file);
	assert.equal(added.code, 0, added.err);
	assert.match(added.out, /Secret: whsec_\S+\n/);
	const tested = await candor('channels', 'test', 'partners');
	assert.match(tested.out, /delivered it/);
	assert.equal(receiver.accepted.length, 1);
	const listed = await candor('channels', 'list');
	assert.match(listed.out, /partners {2}webhook {2}partners {2}up to date/);
	assert.ok(!`${added.out}${listed.out}`.includes('a-secret-of-the-path'));
	assert.match((await candor('channels', 'disable', 'partners')).out, /is disabled/);
	assert.match((await candor('channels', 'list')).out, /disabled/);
	assert.match((await candor('channels', 'enable', 'partners')).out, /is enabled/);
	assert.match((await candor('channels', 'secret', 'partners')).out, /Secret: whsec_/);
	assert.equal((await candor('channels', 'remove', 'partners')).code, 0);
	assert.match((await candor('channels', 'remove', 'partners')).err, /There is no channel "partners"/);
});

test('what was given up is shown and sent again, and a failure has its reason', async (context) => {
	const { receiver, candor } = await aSetting(context);
	const file = ['--url-file', 'address.txt', '--min-impact', 'major'];
	await candor('channels', 'add', 'ops', '--kind', 'slack', ...file);
	receiver.reply = () => ({ status: 404 });
	const failed = await candor('channels', 'test', 'ops');
	assert.equal(failed.code, 1);
	assert.match(failed.err, /did not deliver it\. The receiver answered 404\./);
	const deliveries = await candor('channels', 'deliveries', 'ops');
	assert.match(deliveries.out, /Last delivery: never\nBehind: up to date\n\nThere is no dead letter\./);
	const replayed = await candor('channels', 'replay', 'ops', '--from', '1');
	assert.match(replayed.out, /continues from commit 1/);
	assert.match((await candor('channels', 'replay', 'ops')).err, /--dead-letter, or a commit with --from/);
	const unknown = await candor('channels', 'replay', 'ops', '--dead-letter', 'x');
	assert.match(unknown.err, /has no dead letter "x"/);
});

test('a quiet update is not sent to channels, and the end is sent in any case', async (context) => {
	const { receiver, candor } = await aSetting(context);
	await candor('channels', 'add', 'ops', '--kind', 'webhook', '--url-file', 'address.txt');
	await candor('open', 'Payments fail', '--impact', 'major', '--id', 'pay', '--new-component', 'checkout');
	await candor('update', 'pay', 'A detail.', '--quiet');
	await candor('update', 'pay', 'It works again.', '--phase', 'resolved', '--quiet');
	await receiver.until(2);
	assert.deepEqual(
		receiver.received.map(({ document }) => document.type),
		['notice.opened', 'notice.ended'],
	);
});

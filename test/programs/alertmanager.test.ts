/** Prometheus' own Alertmanager sends to a real server, on the real clock. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { checkoutRule } from '../server/connectors/alerts/story.ts';
import { withComponents } from '../support/filled-server.ts';
import { aServer } from '../support/server.ts';
import { anAlertmanager } from './alertmanager.ts';

const patience = { timeout: 120_000 };

async function aConnectedServer(context: TestContext, rule: object) {
	const server = await aServer(context);
	await withComponents(server);
	const source = { id: 'prometheus', kind: 'alertmanager' };
	const { secret, path } = (await server.write('POST', '/v1/alert-sources', source)).body;
	const stored = await server.write('PUT', '/v1/alert-rules/checkout', {
		...{ ...checkoutRule, source: 'prometheus', openAfter: '500ms', resolveAfter: '1s' },
		...rule,
	});
	assert.equal(stored.status, 201, stored.text);
	const alertmanager = await anAlertmanager(context, server.url + path, secret);
	const read = async (address: string) => (await server.write('GET', address)).body;
	return {
		...alertmanager,
		drafts: async () => (await read('/v1/drafts')).waiting,
		notices: async () => (await read('/v1/notices')).notices,
		groups: async () => (await read('/v1/alerts')).groups,
		commands: async () =>
			(await read('/v1/log?limit=500')).entries
				.filter(({ source }: { source: string }) => source === 'alert')
				.map(({ command }: { command: string }) => command)
				.reverse(),
	};
}

/** Waits until `condition` holds. The limit of the test ends it otherwise. */
async function until(condition: () => Promise<boolean>): Promise<void> {
	while (!(await condition())) await wait(50);
}

test('an alert becomes a draft, and the draft goes when the alert is over', patience, async (context) => {
	const flapping = { changes: 4, within: '2s' };
	const { send, drafts, notices, groups } = await aConnectedServer(context, { flapping });
	await send(true);
	await until(async () => (await drafts()).length === 1);
	assert.equal((await drafts())[0].title, 'Problems with Checkout');
	assert.deepEqual((await groups())[0].summaries, ['Half of the payments fail']);
	await send(false);
	await until(async () => (await drafts()).length === 0);
	assert.deepEqual(await notices(), []);
});

test(
	'a rule publishes an alert, and resolves the notice when the alert is over',
	patience,
	async (context) => {
		const { send, notices, commands } = await aConnectedServer(context, { publish: true });
		await send(true);
		await until(async () => (await notices()).length === 1);
		assert.equal((await notices())[0].phase, 'investigating');
		await send(false);
		await until(async () => (await notices())[0].phase === 'resolved');
		assert.deepEqual(await commands(), ['open-notice', 'resolve']);
	},
);

test('an alert that flaps 20 times makes one draft', patience, async (context) => {
	const flapping = { changes: 4, within: '3s' };
	const { send, drafts, groups, commands } = await aConnectedServer(context, {
		openAfter: '0s',
		resolveAfter: '0s',
		flapping,
	});
	for (let round = 0; round < 20; round++) {
		await send(true);
		await until(async () => (await groups())[0]?.firing === 1);
		await send(false);
		await until(async () => (await groups())[0]?.firing === 0);
	}
	assert.equal((await drafts()).length, 1);
	assert.equal((await groups())[0].flapping, true);
	await until(async () => (await drafts()).length === 0);
	assert.deepEqual(await commands(), ['draft-notice', 'discard-draft']);
});

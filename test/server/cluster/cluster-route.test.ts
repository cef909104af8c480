/** `GET /v1/cluster`: what operators see of the servers that share a database. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDatabase } from '../../support/postgres.ts';
import { aServer } from '../../support/server.ts';

type Node = { name: string; seq: number; behind: number; isThis: boolean; isSilent: boolean };
type Cluster = { seq: number; nodes: Node[]; jobs: { job: string; holder: string | null }[] };

test('with the embedded database there is one server', async (context) => {
	const server = await aServer(context);
	assert.equal((await server.request('/v1/cluster')).status, 401);
	const { nodes } = (await server.write('GET', '/v1/cluster')).body as Cluster;
	assert.deepEqual(
		nodes.map(({ behind, isThis, isSilent }) => ({ behind, isThis, isSilent })),
		[{ behind: 0, isThis: true, isSilent: false }],
	);
});

test('servers that share a database see each other, who does which job, and who has left', async (context) => {
	const { address } = await aDatabase(context);
	const one = await aServer(context, { database: address });
	const two = await aServer(context, { database: address });
	const cluster = async (server = one) => (await server.write('GET', '/v1/cluster')).body as Cluster;
	/** Both write within ten seconds; the job is taken within ten more. */
	const until = async (isSo: (found: Cluster) => boolean): Promise<Cluster> => {
		for (;;) {
			const found = await cluster();
			if (isSo(found)) return found;
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	};
	const { nodes, jobs } = await until(
		(found) =>
			found.nodes.length === 2 &&
			found.jobs.some(({ job, holder }) => job === 'scheduler' && holder !== null),
	);
	assert.deepEqual(
		nodes.map(({ isThis }) => isThis),
		[true, false],
	);
	const scheduler = jobs.find(({ job }) => job === 'scheduler')?.holder;
	assert.ok(nodes.some(({ name }) => name === scheduler));
	assert.deepEqual(
		(await cluster(two)).nodes.map(({ name }) => name),
		nodes.map(({ name }) => name),
	);
	await one.write('POST', '/v1/notices', { title: 'Down' });
	await until(({ seq, nodes: [, other] }) => other?.seq === seq && other.behind === 0);
	await two.close();
	await until((found) => found.nodes.length === 1);
});

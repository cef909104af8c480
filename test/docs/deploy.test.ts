/** The files in docs/how-to/deploy, against what the server knows and answers. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { secretNames } from '../../server/config/secrets.ts';
import { aServer } from '../support/server.ts';

const read = (name: string): string => readFileSync(`docs/how-to/deploy/${name}`, 'utf8');
// biome-ignore lint/suspicious/noExplicitAny: a test asks for what it expects, and fails where that is not there
const documents = (name: string): any[] => parseAllDocuments(read(name)).map((each) => each.toJS());
const seconds = (text: string): number => Number.parseInt(text, 10);

const names = ['candor.service', 'Containerfile', 'compose.yaml', 'kubernetes.yaml'] as const;
const drainSeconds = 8;

test('every variable in them is one of the server', () => {
	const known = new Set(readFileSync('docs/reference/environment.md', 'utf8').match(/\bCANDOR_[A-Z_]+/g));
	for (const name of secretNames) known.add(`${name}_FILE`);
	for (const name of names) {
		const found = read(name).match(/\bCANDOR_[A-Z_]+/g) ?? [];
		assert.ok(found.length > 0, name);
		for (const each of found) assert.ok(known.has(each), `${name}: ${each}`);
	}
});

test('the unit gives the server a user and a folder of its own, and time to drain', () => {
	const lines = read('candor.service').split('\n');
	const value = (name: string) => lines.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1);
	assert.equal(value('DynamicUser'), 'yes');
	assert.equal(value('ProtectSystem'), 'strict');
	assert.equal(value('StateDirectory'), 'candor');
	assert.ok(lines.includes('Environment=CANDOR_DATA=%S/candor'));
	assert.match(value('ExecStart') ?? '', /\/candor serve$/);
	assert.ok(seconds(value('TimeoutStopSec') ?? '') > drainSeconds);
});

test('the containers listen on one port, as a user that is not root, and check what the server answers', async (context) => {
	const image = read('Containerfile');
	assert.match(image, /^USER node$/m);
	assert.match(image, /CANDOR_PORT=8787/);
	const [compose] = documents('compose.yaml');
	const { candor } = compose.services;
	assert.deepEqual(candor.ports, ['127.0.0.1:8787:8787']);
	assert.deepEqual([candor.read_only, candor.cap_drop], [true, ['ALL']]);
	assert.ok(seconds(candor.stop_grace_period) > drainSeconds);
	assert.equal(candor.environment.CANDOR_TOKEN_FILE, `/run/secrets/${candor.secrets[0]}`);

	const [deployment, budget, service] = documents('kubernetes.yaml');
	const { spec } = deployment.spec.template;
	const [container] = spec.containers;
	assert.equal(container.ports[0].containerPort, 8787);
	assert.equal(spec.securityContext.runAsNonRoot, true);
	assert.equal(container.securityContext.readOnlyRootFilesystem, true);
	const pause = seconds(container.lifecycle.preStop.exec.command[1]);
	assert.ok(spec.terminationGracePeriodSeconds > pause + drainSeconds);
	for (const labels of [budget.spec.selector.matchLabels, service.spec.selector])
		assert.deepEqual(labels, deployment.spec.selector.matchLabels);
	const { request } = await aServer(context);
	const probes = [container.readinessProbe, container.livenessProbe].map(({ httpGet }) => httpGet.path);
	for (const path of [...probes, /8787(\/\w+)/.exec(image)?.[1] ?? '']) {
		assert.equal((await request(path)).status, 200, path);
		assert.notEqual(path, '/');
	}
});

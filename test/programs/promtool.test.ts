/** Prometheus' own promtool reads the alert rules and the metrics. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { aServer, token } from '../support/server.ts';

const file = 'server/monitoring/data/alert-rules.yml';

function promtool(argv: readonly string[], input = '') {
	const { status, stdout, stderr, error } = spawnSync('promtool', argv, { input, encoding: 'utf8' });
	if (error)
		throw new Error('promtool cannot be started (Debian: apt-get install prometheus).', { cause: error });
	return { status, said: `${stdout}${stderr}` };
}

test('promtool loads the alert rules, and finds all of them', () => {
	const { groups } = parse(readFileSync(file, 'utf8'));
	const { status, said } = promtool(['check', 'rules', file]);
	assert.equal(status, 0, said);
	assert.match(said, new RegExp(`SUCCESS: ${groups[0].rules.length} rules found`));
});

test('promtool accepts the metrics of a server', async (context) => {
	const server = await aServer(context);
	const { status, text } = await server.request('/metrics', {
		headers: { authorization: `Bearer ${token}` },
	});
	assert.equal(status, 200, text);
	const checked = promtool(['check', 'metrics'], text);
	assert.deepEqual(checked, { status: 0, said: '' });
});

test('promtool refuses rules and metrics that are wrong', () => {
	assert.notEqual(promtool(['check', 'rules', 'package.json']).status, 0);
	assert.notEqual(promtool(['check', 'metrics'], 'candor_streams{ 1\n').status, 0);
});

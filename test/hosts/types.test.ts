/** The types of our tags in JSX and in Vue's templates: what is right compiles, and what is wrong does not. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

test('React and Vue know our tags, their attributes, properties and events', () => {
	const compiler = ['node_modules/typescript/bin/tsc', '--project', 'test/hosts/types'];
	const { status, stdout } = spawnSync(process.execPath, compiler, { encoding: 'utf8' });
	assert.deepEqual({ status, stdout }, { status: 0, stdout: '' });
});

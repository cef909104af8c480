import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '../../server/config.ts';

test('an empty environment gives the documented defaults', () => {
	assert.deepEqual(readConfig({ PATH: '/bin', CANDOR_TOKEN: '' }), {
		host: '127.0.0.1',
		port: 8787,
		data: 'candor-data',
		token: null,
		origins: null,
		logLevel: 'info',
		restored: false,
	});
});

test('every variable is read', () => {
	assert.deepEqual(
		readConfig({
			CANDOR_HOST: '::1',
			CANDOR_PORT: '0',
			CANDOR_DATA: 'elsewhere',
			CANDOR_TOKEN: 'candor_abc-DEF',
			CANDOR_ORIGINS: 'https://a.example, https://b.example:8443/',
			CANDOR_LOG_LEVEL: 'debug',
			CANDOR_RESTORED: 'yes',
		}),
		{
			host: '::1',
			port: 0,
			data: 'elsewhere',
			token: 'candor_abc-DEF',
			origins: ['https://a.example', 'https://b.example:8443'],
			logLevel: 'debug',
			restored: true,
		},
	);
});

test('every mistake is named at once, and a secret is never repeated', () => {
	assert.throws(
		() =>
			readConfig({
				CANDOR_PORT: '99999',
				CANDOR_TOKEN: 'two words',
				CANDOR_ORIGINS: 'https://a.example/path',
				CANDOR_LOG_LEVEL: 'loud',
			}),
		(error) => {
			const { message, issues } = error as { message: string; issues: { path: string }[] };
			assert.deepEqual(issues.map(({ path }) => path).sort(), [
				'CANDOR_LOG_LEVEL',
				'CANDOR_ORIGINS',
				'CANDOR_PORT',
				'CANDOR_TOKEN',
			]);
			for (const { path } of issues) assert.match(message, new RegExp(`${path}: Use `));
			assert.doesNotMatch(message, /two words/);
			return true;
		},
	);
	for (const port of ['-1', '8787x', '1e3', '65536'])
		assert.throws(() => readConfig({ CANDOR_PORT: port }), /CANDOR_PORT/);
	for (const token of ['short', 'with space here', 'ünïcödé-token', 'x'.repeat(201)])
		assert.throws(() => readConfig({ CANDOR_TOKEN: token }), /CANDOR_TOKEN/);
});

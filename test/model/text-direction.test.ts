import assert from 'node:assert/strict';
import { test } from 'node:test';
import { directionOf } from '../../src/model/text-direction.ts';

test('the script of a language decides its direction, also one that the tag names', () => {
	for (const tag of ['ar', 'ar-EG', 'he', 'fa', 'ur-PK', 'sd', 'ckb', 'yi', 'ug', 'dv', 'az-Arab'])
		assert.equal(directionOf(tag), 'rtl', tag);
	for (const tag of ['en', 'de-CH', 'ja', 'az', 'ku', 'ar-Latn', 'en-aa-bb', 'arn', ''])
		assert.equal(directionOf(tag), 'ltr', tag);
});

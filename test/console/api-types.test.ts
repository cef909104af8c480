/** The types of the console's API client are those of the server. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { apiTypes, typesFile } from '../../scripts/api-types.mjs';

test('the generated types are current: if this fails, run node scripts/api-types.mjs', async () => {
	assert.equal(readFileSync(typesFile, 'utf8'), await apiTypes());
});

/** The browsers' decoders are generated from the zod schemas. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { generatedFiles } from '../../scripts/record-decoders.mjs';
import { fieldDecoders, publicSchemas } from '../../src/model/records/kinds.ts';

test('the generated files are those that the schemas lead to', () => {
	const folder = 'src/model/generated';
	const files = generatedFiles(publicSchemas, fieldDecoders);
	assert.deepEqual(readdirSync(folder).sort(), Object.keys(files).sort());
	for (const [name, source] of Object.entries(files))
		assert.ok(
			readFileSync(`${folder}/${name}`, 'utf8') === source,
			`${folder}/${name} is stale. Run \`npm run build\` and commit it.`,
		);
});

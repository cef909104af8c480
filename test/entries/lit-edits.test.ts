/**
 * Each edit of Lit's code that the bundles still need: it matches exactly one place, and none of
 * them has become unnecessary.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { edits } from '../../scripts/bundle/lit-edits.mjs';

for (const { module, find, replace, reason } of edits)
	test(`${module}: the edit to "${replace}" finds exactly one place, and has a reason`, () => {
		const code = readFileSync(`node_modules/${module}`, 'utf8');
		assert.equal([...code.matchAll(new RegExp(find, 'g'))].length, 1);
		assert.match(reason, /^[A-Z].+\.$/);
	});

const own = JSON.parse(readFileSync('package.json', 'utf8'));
for (const name of ['lit', 'lit-html', '@lit/reactive-element'])
	test(`${name} is pinned exactly, as its code is edited`, () => {
		assert.match(own.dependencies[name], /^\d+\.\d+\.\d+$/);
	});

/** `candor merge`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from './harness.ts';

test('merge ends the duplicate, says into what, and undo takes it back', async (context) => {
	const { candor, json } = await startServer(context);
	await candor('open', 'Payments are failing', '--id', 'main', '--component', 'pay');
	await candor('open', 'Checkout is down', '--id', 'dup', '--component', 'shop');
	assert.equal((await candor('merge', 'dup')).code, 2);
	const dry = await candor('merge', 'dup', '--into', 'main', '--dry-run');
	assert.match(dry.out, /Nothing was published[\s\S]*merger dup created/);
	const merged = await candor('merge', 'du', '--into', 'mai');
	assert.equal(merged.code, 0, merged.err);
	assert.match(
		merged.out,
		/^Merged "Checkout is down" into "Payments are failing" \(main\)\. Customers now see:/,
	);
	assert.match(merged.out, /We now report about this under “Payments are failing”\./);
	assert.equal((await json('show', 'dup')).mergedInto, 'main');
	assert.match((await candor('undo')).out, /^Took back "merge"/);
});

/** Writes commits and checkpoints until it is killed. Prints a line before each step of a checkpoint. */

import { systemClock } from '../../../../server/core/clock.ts';
import { openFolder } from '../../../../server/core/storage.ts';
import { aCommit } from '../log.contract.ts';
import { aCheckpoint } from './given.ts';

const { log } = openFolder(process.env.DATA as string);
let last = 0;
for (let page = await log.read(0); page.length > 0; page = await log.read(last)) last += page.length;
const changes = (seq: number) =>
	Array.from({ length: 40 }, (_, index) => ({
		...{ kind: 'of-a-later-version', id: `t${seq % 5}-${index}`, value: { seq }, previous: 0 },
	}));
for (;;) {
	for (let count = 0; count < 20; count++, last++)
		await log.append({ ...aCommit(last + 1), changes: changes(last) }, last);
	await aCheckpoint(log, systemClock, async () => void process.stdout.write('step\n'));
}

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { acts } from '../../demo/desk/acts.js';
import { commandOf } from '../../demo/desk/command.js';
import { ask, type Larkfield, larkfield } from './larkfield.ts';
import { raise } from './theatre.ts';

/** A command line as a real shell takes it apart, without the programme's name. */
const wordsOf = (line: string): string[] =>
	execFileSync('sh', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' })
		.split('\0')
		.slice(1, -1);

/** The public records without what each server numbers for itself. */
async function told({ url }: Larkfield): Promise<string> {
	const { records } = JSON.parse((await ask(url, '/v1/snapshot')).text);
	return JSON.stringify(
		records.map(({ kind, id, value }: { kind: string; id: string; value: object }) => [
			kind,
			kind === 'update' ? '' : id,
			value,
		]),
		null,
		1,
	);
}

describe('the command line beside each act', () => {
	it('does the very same as the requests', async (context) => {
		const [desk, terminal] = [await larkfield(context), await larkfield(context)];
		const { player } = await raise(desk);
		for (const act of acts) {
			const now = desk.candor.clock.now;
			await player.perform(act);
			assert.equal(player.problem, null, act.id);
			for (const request of act.requests(player.story?.run ?? 'run', now)) {
				const { code, err } = await terminal.candor.candor(...wordsOf(commandOf(request, now)));
				assert.equal(code, 0, `${act.id}: ${err}`);
			}
			assert.equal(await told(terminal), await told(desk), act.id);
			desk.candor.clock.now += 60_000;
			terminal.candor.clock.now += 60_000;
		}
	});

	it('keeps what a shell would take for its own', () => {
		const title = 'Costs $HOME, `date` and "more" \\ less';
		const request = { method: 'POST', path: '/v1/notices', body: { title } };
		assert.deepEqual(wordsOf(commandOf(request, 0)), ['open', title]);
	});

	it('is one line for each request', () => {
		for (const act of acts)
			for (const request of act.requests('run', 0)) assert.doesNotMatch(commandOf(request, 0), /\n/);
	});
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { acts, nextAct } from '../../demo/desk/acts.js';
import { cardsAreOut } from '../../demo/desk/story.js';
import { ask, type Larkfield, larkfield } from './larkfield.ts';
import { oneAtATime, raise, type Tab } from './theatre.ts';

interface Notice {
	readonly id: string;
	readonly kind: string;
	readonly phase: string;
	readonly actions: readonly string[];
	readonly workaround: unknown;
	readonly updates: readonly unknown[];
	readonly dataSafety: { readonly state: string } | null;
}

const notices = async ({ url }: Larkfield): Promise<Notice[]> =>
	JSON.parse((await ask(url, '/v1/notices')).text).notices;
const remedies = async ({ url }: Larkfield): Promise<unknown[]> =>
	JSON.parse((await ask(url, '/v1/remedies')).text).remedies;
const records = async ({ url }: Larkfield) => JSON.parse((await ask(url, '/v1/snapshot')).text).records;
const titled = (id: string) => acts.find((act) => act.id === id) ?? assert.fail(`There is no act ${id}.`);

describe('the story', () => {
	it('plays an outage from the first word to the last by itself, in about a minute and a half', async (context) => {
		const bank = await larkfield(context);
		const { player, sent, toTheEnd } = await raise(bank);
		await player.play();
		await toTheEnd();
		assert.equal(player.problem, null);
		assert.equal(player.playing, false);
		assert.equal(nextAct(player.story), null);

		const first = sent.find(({ path }) => path === '/v1/notices');
		assert.ok(first && first.at < 10_000, 'the first notice is up within seconds');
		const whole = sent.at(-1)?.at ?? 0;
		assert.ok(whole > 75_000 && whole < 105_000, `it took ${whole} ms`);

		const told = await notices(bank);
		assert.deepEqual(
			told.map(({ kind, phase, updates }) => [kind, phase, updates.length]),
			[
				['announcement', 'published', 1],
				['maintenance', 'scheduled', 1],
				['assurance', 'published', 2],
				['incident', 'resolved', 4],
			],
		);
		assert.equal(told.find(({ kind }) => kind === 'assurance')?.dataSafety?.state, 'safe');
	});

	it('plays four times as fast when asked, also in the middle of a pause', async (context) => {
		const { player, sent, nextAct: act, toTheEnd } = await raise(await larkfield(context));
		await player.play();
		await act();
		await act();
		const pauseLeft = () => (player.dueAt ?? 0) - (sent.at(-1)?.at ?? 0);
		const before = pauseLeft();
		player.setSpeed(4);
		assert.ok(pauseLeft() < before);
		await toTheEnd();
		assert.ok((sent.at(-1)?.at ?? 0) < 30_000);
	});

	it('has card payments out until they are back, and no longer', async (context) => {
		const bank = await larkfield(context);
		const { player } = await raise(bank);
		const out: [string, boolean][] = [];
		for (const act of acts) {
			await player.perform(act);
			out.push([act.id, cardsAreOut(await records(bank))]);
		}
		assert.deepEqual(
			out.filter(([, isOut]) => isOut).map(([id]) => id),
			['open', 'identify', 'reassure', 'clear'],
		);
	});

	it('never says two things at once: what is done is not being done', async (context) => {
		const bank = await larkfield(context);
		const { player } = await raise(bank);
		for (const act of acts) {
			await player.perform(act);
			const [incident] = (await notices(bank)).filter(({ kind }) => kind === 'incident');
			if (!incident) continue;
			const isWorking = ['monitoring', 'resolved'].includes(incident.phase);
			// A text about what works again stands above no promise to make it work.
			assert.equal(/install|prepar|looking for/i.test(incident.actions.join()), !isWorking, act.id);
			assert.equal(incident.workaround === null, act.id === 'open' || isWorking, act.id);
		}
	});

	it('can be played again: a reset takes back all that it opened, and nothing else', async (context) => {
		const bank = await larkfield(context);
		await bank.candor.json('open', 'The branch is closed today', '--id', 'branch');
		const { player, toTheEnd } = await raise(bank);
		for (const round of ['first', 'second', 'third']) {
			await player.play();
			await toTheEnd();
			assert.equal(player.problem, null, round);
			assert.equal((await notices(bank)).length, 5, round);
			assert.equal((await remedies(bank)).length, 1, round);
		}
		await player.reset();
		assert.deepEqual(
			(await notices(bank)).map(({ id }) => id),
			['branch'],
		);
		assert.deepEqual(await remedies(bank), []);
	});

	it('goes on where it was after a reload', async (context) => {
		const bank = await larkfield(context);
		const tab: Tab = { memory: null };
		const before = await raise(bank, tab);
		await before.player.play();
		await before.nextAct();
		await before.nextAct();
		await before.nextAct();
		const after = await raise(bank, tab);
		assert.equal(after.player.playing, true);
		assert.equal(nextAct(after.player.story)?.id, 'reassure');
		await after.toTheEnd();
		assert.equal(
			after.sent.some(({ path }) => path.endsWith('-cards')),
			false,
		);
		assert.deepEqual((await notices(bank)).map(({ updates }) => updates.length).sort(), [1, 1, 2, 4]);
	});

	it('sends each act once, though two tabs play it', async (context) => {
		const bank = await larkfield(context);
		const alone = oneAtATime();
		const [one, other] = [
			await raise(bank, { memory: null }, alone),
			await raise(bank, { memory: null }, alone),
		];
		for (const act of acts) await Promise.all([one.player.perform(act), other.player.perform(act)]);
		assert.deepEqual((await notices(bank)).map(({ updates }) => updates.length).sort(), [1, 1, 2, 4]);
		assert.deepEqual([one.player.problem, other.player.problem], [null, null]);
	});

	it('follows what an operator does meanwhile by the command line', async (context) => {
		const bank = await larkfield(context);
		const { player } = await raise(bank);
		await player.perform(titled('prepare'));
		await player.perform(titled('open'));
		await bank.candor.json('resolve', `story-${player.story?.run}-cards`, 'It was a false alarm.');
		await player.refresh();
		assert.equal(titled('identify').ready(player.story), false);
		assert.equal(nextAct(player.story)?.id, 'reassure');
	});

	it('stops with the sentence of the API when an act is refused', async (context) => {
		const bank = await larkfield(context);
		const { player } = await raise(bank);
		await player.perform(titled('prepare'));
		await player.perform(titled('open'));
		const [incident] = await notices(bank);
		await bank.candor.json('resolve', incident?.id ?? '', 'Over.');
		await player.play();
		await player.perform({ ...titled('identify'), done: () => false });
		assert.match(player.problem ?? '', /has ended\. Reopen it first\./);
		assert.equal(player.playing, false);
		assert.equal(player.dueAt, null);
	});
});

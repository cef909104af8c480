/** Remedies and post-mortems. */
import { test } from 'node:test';
import type { Command, CommandOf } from '../../src/model/commands/command.ts';
import { at, commits, given, keptOf, postmortemLike, remedyLike, say } from './given.ts';

const open: Command = { type: 'open-notice', id: 'n', kind: 'incident', title: 'Checkout is failing' };
const retract: Command = { type: 'retract', notice: 'n' };
const { publishedAt: _, ...remedy } = remedyLike();
const putRemedy = (more: Partial<CommandOf<'put-remedy'>> = {}): Command => ({
	type: 'put-remedy',
	id: 'r',
	...remedy,
	...more,
});
const putPostmortem = (more: Partial<CommandOf<'put-postmortem'>> = {}): Command => ({
	type: 'put-postmortem',
	notice: 'n',
	title: 'Why checkout failed',
	body: say('A certificate ran out.'),
	anyway: true,
	...more,
});

test('a remedy is put there whole, and keeps when it was first published', () => {
	given()
		.when({ type: 'put-remedy', id: 'r', ...least() })
		.then([{ kind: 'remedy', id: 'r', value: remedyLike() }]);
	const offer = { kind: 'service-credit' as const, summary: '5 credits' };
	given(commits(open, putRemedy({ terms: say('Once.'), notice: 'n' })))
		.when(putRemedy({ offer }))
		.then([{ kind: 'remedy', id: 'r', value: remedyLike({ offer, publishedAt: at(1) }) }]);
});

function least() {
	const { title, apology, offer, claim } = remedy;
	return { title, apology, offer, claim };
}

test('a remedy makes good a notice that there is', () => {
	given(commits(open))
		.when(putRemedy({ notice: 'n' }))
		.then([{ kind: 'remedy', id: 'r', value: remedyLike({ notice: 'n', publishedAt: at(1) }) }]);
	given()
		.when(putRemedy({ notice: 'n' }))
		.thenRefused('invalid', /no notice "n"/, 'notice');
	given(commits(open, retract))
		.when(putRemedy({ notice: 'n' }))
		.thenRefused('invalid', /was retracted/, 'notice');
});

test('an offer ends in the future; one that has ended can still be put right', () => {
	given()
		.when(putRemedy({ expiresAt: at(0) }))
		.thenRefused('invalid', /ended already/, 'expiresAt');
	const expiresAt = at(5);
	given(commits(putRemedy({ expiresAt })))
		.when(putRemedy({ expiresAt, title: 'Sorry' }), 9)
		.then([{ kind: 'remedy', id: 'r', value: remedyLike({ expiresAt, title: 'Sorry' }) }]);
});

test('a remedy is translated whole', () => {
	const words = {
		title: 'Verzeihung',
		apology: say('Es tut uns leid.'),
		summary: '10 % Rabatt',
		terms: null,
	};
	given()
		.when(putRemedy({ translations: { de: words } }))
		.then([{ kind: 'remedy', id: 'r', value: remedyLike({ translations: { de: words } }) }]);
	given()
		.when(putRemedy({ terms: say('Once.'), translations: { de: words } }))
		.thenRefused('invalid', /leaves out some of "terms"/, 'translations.de.terms');
	given()
		.when(putRemedy({ language: 'de', translations: { de: words } }))
		.thenRefused('invalid', /language of the original/);
});

test('a remedy is removed, once', () => {
	const remove: Command = { type: 'remove-remedy', id: 'r' };
	given(commits(putRemedy()))
		.when(remove)
		.then([{ kind: 'remedy', id: 'r', value: null }]);
	given(commits(putRemedy(), remove))
		.when(remove)
		.thenRefused('not-found', /no remedy "r"/);
});

test('a post-mortem is put there whole, and says since when and of when it is', () => {
	given(commits(open))
		.when(putPostmortem())
		.then([{ kind: 'postmortem', id: 'n', value: postmortemLike({ publishedAt: at(1), updatedAt: at(1) }) }]);
	const actions = [{ title: 'A warning', state: 'planned' as const, dueBy: at(90) }];
	given(commits(open, putPostmortem({ actions })))
		.when(putPostmortem({ title: 'What happened', dropActions: true }))
		.then([
			{
				kind: 'postmortem',
				id: 'n',
				value: postmortemLike({ title: 'What happened', publishedAt: at(1), updatedAt: at(2) }),
			},
		]);
	given(commits(open))
		.when(putPostmortem({ translations: { en: { title: 'x', body: [] } } }))
		.thenRefused('invalid', /language of the original/);
});

test('a post-mortem is of a notice that there is', () => {
	given()
		.when(putPostmortem())
		.thenRefused('not-found', /no notice "n"/);
	given(commits(open, retract))
		.when(putPostmortem())
		.thenRefused('retracted', /was retracted/);
	const remove: Command = { type: 'remove-postmortem', notice: 'n' };
	given()
		.when(remove)
		.thenRefused('not-found', /no notice "n"/);
	given(commits(open))
		.when(remove)
		.thenRefused('not-found', /has no post-mortem/);
	given(commits(open, putPostmortem()))
		.when(remove)
		.then([{ kind: 'postmortem', id: 'n', value: null }]);
});

test('a retraction removes the notice’s remedies and post-mortem, and no others', () => {
	const before = commits(
		open,
		putRemedy({ notice: 'n' }),
		putRemedy({ id: 'other' }),
		putPostmortem(),
		{ ...open, id: 'm', anyway: true },
		putPostmortem({ notice: 'm' }),
	);
	given(before)
		.when(retract)
		.then([
			{ kind: 'notice', id: 'n', value: null },
			{ kind: 'postmortem', id: 'n', value: null },
			{ kind: 'remedy', id: 'r', value: null },
			{ kind: 'update', id: 'id-1-1', value: null },
			{
				kind: 'retraction',
				id: 'n',
				value: {
					title: 'Checkout is failing',
					reason: '',
					at: at(6),
					records: keptOf(before, ['notice/n', 'postmortem/n', 'remedy/r', 'update/id-1-1']),
				},
			},
		]);
});

test('a first post-mortem of a notice that goes on is refused unless asked for', () => {
	const early = putPostmortem({ anyway: false });
	given(commits(open))
		.when(early)
		.thenRefused('notice-open', /still open\. Resolve it first.*"anyway".*--anyway/);
	const planned: Command = {
		...{ type: 'open-notice', id: 'n', kind: 'maintenance', title: 'Upgrade' },
		window: { start: at(60), end: at(120) },
	};
	given(commits(planned))
		.when(early)
		.thenRefused('notice-open', /still open/);
	const value = postmortemLike({ publishedAt: at(2), updatedAt: at(2) });
	given(commits(open, { type: 'resolve', notice: 'n' }))
		.when(early)
		.then([{ kind: 'postmortem', id: 'n', value }]);
	// One that is public already can be put right while the notice is open again.
	given(commits(open, { type: 'resolve', notice: 'n' }, early, { type: 'reopen', notice: 'n' }))
		.when(early, 9)
		.then([{ kind: 'postmortem', id: 'n', value: { ...value, updatedAt: at(9) } }]);
});

test('a post-mortem that leaves out a promise is refused, with the names of what would vanish', () => {
	const promise = (title: string, state: 'planned' | 'done' = 'planned') => ({ title, state, dueBy: null });
	const three = ['A warning', 'A second supplier', 'A drill'].map((title) => promise(title));
	const before = commits(open, putPostmortem({ actions: three }));
	const left = [promise('a  warning', 'done'), promise('A drill')];
	given(before)
		.when(putPostmortem({ actions: left }))
		.thenRefused(
			'promises-dropped',
			/promises "A second supplier", which this request leaves out/,
			'actions',
		);
	given(before)
		.when(putPostmortem())
		.thenRefused('promises-dropped', /"A warning", "A second supplier", "A drill".*--drop-actions/);
	given(before)
		.when(putPostmortem({ actions: [...left, promise('A second supplier', 'done'), promise('More')] }))
		.then([
			{
				kind: 'postmortem',
				id: 'n',
				value: postmortemLike({
					publishedAt: at(1),
					updatedAt: at(2),
					actions: [...left, promise('A second supplier', 'done'), promise('More')],
				}),
			},
		]);
	given(before)
		.when(putPostmortem({ actions: left, dropActions: true }))
		.then([
			{
				kind: 'postmortem',
				id: 'n',
				value: postmortemLike({ publishedAt: at(1), updatedAt: at(2), actions: left }),
			},
		]);
});

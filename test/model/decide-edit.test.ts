/** An edit starts from the record, changes what it names, and never begins or ends a notice. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Command, type CommandOf, command } from '../../src/model/commands/command.ts';
import { at, commits, given, say } from './given.ts';

type Edit = Omit<CommandOf<'edit-notice'>, 'type' | 'notice'>;
const edit = (fields: Edit): Command => ({ type: 'edit-notice', notice: 'n', ...fields });
const window = { start: at(600), end: at(720) };
const maintenance = (more: Partial<CommandOf<'open-notice'>> = {}): Command => ({
	type: 'open-notice',
	id: 'n',
	kind: 'maintenance',
	title: 'Database upgrade',
	window,
	endsByClock: true,
	...more,
});
const incident = (more: Partial<CommandOf<'open-notice'>> = {}): Command => ({
	type: 'open-notice',
	id: 'n',
	kind: 'incident',
	title: 'Checkout is failing',
	...more,
});

test('an edit moves the end of a window that it names, and the other end stays', () => {
	const before = commits(maintenance());
	given(before)
		.when(edit({ window: { end: at(800) } }))
		.thenNotice('n', { phase: 'scheduled', window: { start: at(600), end: at(800) } });
	given(before)
		.when(edit({ window: { start: at(700) } }))
		.thenNotice('n', { phase: 'scheduled', window: { start: at(700), end: at(720) } });
	given(before)
		.when(edit({ window: { start: at(720) } }))
		.thenRefused('invalid', /"end" must be after "start"/, 'window.end');
	given(commits(maintenance({ phase: 'in-progress', window: null })))
		.when(edit({ window: { end: at(800) } }))
		.thenRefused('invalid', /no window yet/, 'window.start');
	given(commits(incident()))
		.when(edit({ window: { end: at(800) } }))
		.thenRefused('invalid', /Only maintenance has a window\. .* or give an estimate/, 'window');
});

test('an edit never begins, ends, reopens or hides a notice', () => {
	const planned = commits(maintenance());
	given(planned)
		.when(edit({ window: { start: at(0) } }))
		.thenRefused('invalid', /does not begin maintenance/, 'window.start');
	given(planned)
		.when(edit({ window: { start: at(-20), end: at(-10) } }))
		.thenRefused('invalid', /over already/, 'window.end');
	// It runs by its window, before the server has written that down.
	given(planned)
		.when(edit({ window: { start: at(700) } }), 650)
		.thenRefused('invalid', /has begun/, 'window.start');
	given(planned)
		.when(edit({ window: { start: at(590) } }), 650)
		.thenNotice('n', { window: { start: at(590), end: at(720) } });
	given(planned)
		.when(edit({ window: { end: at(900) } }), 750)
		.thenRefused('invalid', /ended with its window, .* Reopen it first/, 'window');
	given(commits(incident()))
		.when(edit({ expiresAt: at(-1) }), 5)
		.thenRefused('invalid', /would disappear at once/, 'expiresAt');
	given(commits(incident()))
		.when({ type: 'post-update', notice: 'n', body: say('x'), expiresAt: at(4) }, 5)
		.thenRefused('invalid', /would disappear at once/, 'expiresAt');
});

test('an edit and an update change one end of an estimate', () => {
	const before = commits(incident({ estimate: { earliest: at(30), latest: at(60) } }));
	const later = { estimate: { latest: at(90) } };
	const expected = { estimate: { earliest: at(30), latest: at(90) } };
	given(before).when(edit(later)).thenNotice('n', expected);
	given(before)
		.when({ type: 'post-update', notice: 'n', body: say('x'), ...later })
		.thenNotice('n', expected);
	given(before)
		.when(edit({ estimate: { latest: at(30) } }))
		.thenRefused('invalid', /"latest" must be after "earliest"/, 'estimate.latest');
	given(commits(incident()))
		.when(edit(later))
		.thenRefused('invalid', /no estimate yet/, 'estimate.earliest');
});

test('an edit changes one condition of an audience, and null clears one', () => {
	const audience = { attributes: { plan: ['pro'] }, routes: ['/pay'], signedIn: true, percentage: 20 };
	const before = commits(incident({ audience }));
	given(before)
		.when(edit({ audience: { percentage: 50 } }))
		.thenNotice('n', { audience: { ...audience, percentage: 50 } });
	given(before)
		.when(edit({ audience: { attributes: { region: ['eu'] }, routes: null } }))
		.thenNotice('n', {
			audience: { ...audience, attributes: { plan: ['pro'], region: ['eu'] }, routes: [] },
		});
	given(before)
		.when(edit({ audience: { attributes: { plan: null } } }))
		.thenNotice('n', { audience: { ...audience, attributes: {} } });
	given(before)
		.when(edit({ audience: { attributes: null, routes: null, signedIn: null, percentage: null } }))
		.thenNotice('n', { audience: null });
});

test('an edit changes one part of the statement about data safety', () => {
	const dataSafety = {
		state: 'affected' as const,
		statement: say('Names.'),
		approvedBy: 'Security team',
		asOf: at(0),
	};
	const before = commits(incident({ dataSafety }));
	const whole = { ...dataSafety, evidence: null };
	given(before)
		.when(edit({ dataSafety: { approvedBy: 'Legal team' } }), 5)
		.thenNotice('n', { dataSafety: { ...whole, approvedBy: 'Legal team' } });
	given(before)
		.when(edit({ dataSafety: { evidence: say('The logs.') } }), 5)
		.thenNotice('n', { dataSafety: { ...whole, evidence: say('The logs.'), asOf: at(5) } });
	given(commits(incident()))
		.when(edit({ dataSafety: { evidence: say('The logs.') } }))
		.thenRefused('invalid', /says nothing about data safety yet/, 'dataSafety.state');
});

test('a duration counts from the time of the decision, in every field with a time', () => {
	given()
		.when(
			incident({
				promise: { nextUpdateBy: '20m' },
				estimate: { earliest: '30m', latest: '2h' },
				expiresAt: '1d',
			}),
			7,
		)
		.thenNotice('n', {
			promise: { nextUpdateBy: at(27) },
			estimate: { earliest: at(37), latest: at(127) },
			expiresAt: at(7 + 24 * 60),
		});
	given()
		.when(maintenance({ window: { start: '1h', end: '2h' } }), 7)
		.thenNotice('n', { window: { start: at(67), end: at(127) } });
	given()
		.when(maintenance({ window: { end: '2h' } }), 7)
		.thenNotice('n', { phase: 'in-progress', window: { start: at(7), end: at(127) } });
	given(commits(incident()))
		.when(
			{
				type: 'put-postmortem',
				notice: 'n',
				title: 'Why',
				body: say('x'),
				actions: [{ title: 'A', state: 'planned', dueBy: '30d' }],
				anyway: true,
			},
			7,
		)
		.then([
			{
				kind: 'postmortem',
				id: 'n',
				value: {
					notice: 'n',
					title: 'Why',
					body: say('x'),
					publishedAt: at(7),
					updatedAt: at(7),
					actions: [{ title: 'A', state: 'planned', dueBy: at(7 + 30 * 24 * 60) }],
					language: null,
					translations: {},
				},
			},
		]);
});

test('a time in a command is an instant or a duration, and nothing else', () => {
	const parse = (nextUpdateBy: string) => command.safeParse({ ...incident(), promise: { nextUpdateBy } });
	assert.equal(parse('20m').success, true);
	assert.equal(parse('2030-01-31T09:30:00+02:00').success, true);
	for (const text of ['0m', '', 'soon', '2030-02-31T00:00:00Z', '20 m', '-20m', 'PT20M'])
		assert.match(String(parse(text).error), /Use (one|an ISO 8601)|no such date/, text);
});

test('the parts of a component and of the page that an edit does not name stay', () => {
	const put: Command = {
		type: 'put-component',
		id: 'checkout',
		name: 'Checkout',
		description: 'Paying',
		group: 'Shop',
		position: 3,
		status: 'degraded',
		until: at(60),
	};
	const { type: _, id, ...value } = put;
	const before = commits(put);
	const becomes = (fields: Omit<CommandOf<'edit-component'>, 'type' | 'id'>, expected: object) =>
		given(before)
			.when({ type: 'edit-component', id, ...fields })
			.then([{ kind: 'component', id, value: { ...value, ...expected } } as never]);
	becomes({ name: 'Till' }, { name: 'Till' });
	becomes({ group: null }, { group: null });
	becomes({ status: null }, { status: null, until: null });
	becomes({ status: 'major-outage' }, { status: 'major-outage', until: null });
	becomes({ status: 'major-outage', until: '2h' }, { status: 'major-outage', until: at(121) });
	given(before)
		.when({ type: 'edit-component', id: 'ghost', name: 'x' })
		.thenRefused('not-found', /no component "ghost"/);
	given(before)
		.when({ type: 'edit-component', id, until: at(0) }, 5)
		.thenRefused('invalid', /has passed/, 'until');
	given(before)
		.when({ type: 'edit-component', id, status: null, until: '2h' })
		.thenRefused('invalid', /Only a status set by hand has an end/, 'until');

	const subscribe = [{ by: 'email' as const, href: 'https://status.example.com/email' }];
	const page = { name: 'Shop', statusUrl: null, supportUrl: 'mailto:help@example.com', subscribe };
	const withPage = commits({ type: 'put-page', ...page });
	given(withPage)
		.when({ type: 'edit-page', name: 'Shop 2' })
		.then([{ kind: 'page', id: 'page', value: { ...page, origins: [], name: 'Shop 2' } }]);
	given(withPage)
		.when({ type: 'edit-page', supportUrl: null, subscribe: null })
		.then([{ kind: 'page', id: 'page', value: { ...page, origins: [], supportUrl: null, subscribe: [] } }]);
	given()
		.when({ type: 'edit-page', statusUrl: null })
		.thenRefused('not-found', /no name yet/);
});

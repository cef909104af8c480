/** Random commands, records and texts for the property tests. */
import fc from 'fast-check';
import { type Command, command as commandSchema } from '../../src/model/commands/command.ts';
import { CandorError } from '../../src/model/errors.ts';
import type { RichText } from '../../src/model/rich-text.ts';
import type { Commit } from '../../src/model/state/commit.ts';
import { apply, emptyState } from '../../src/model/state/state.ts';
import {
	actionStates,
	componentStatuses,
	dataSafetyStates,
	impacts,
	noticeKinds,
	offerKinds,
	phases,
} from '../../src/model/vocabulary.ts';
import { at, commitOf } from './given.ts';

const noticeId = fc.constantFrom('n1', 'n2', 'n3');
const componentId = fc.constantFrom('api', 'db', 'web-app');
const word = fc.constantFrom('Checkout', 'Search', 'Accounts');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
/** What is wrong more often than right: given each time, hardly a command would be carried out. */
const rarely = <T>(value: fc.Arbitrary<T>) =>
	fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
const instant = fc.integer({ min: -30, max: 300 }).map(at);
const pair = fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 90 }));

/** Any text that passes the schemas' rule for words. */
export const words = fc.string({ unit: 'grapheme', maxLength: 40 });

const inline: fc.Arbitrary<unknown> = fc.letrec((tie) => {
	const children = fc.array(tie('inline'), { maxLength: 3 });
	return {
		inline: fc.oneof(
			{ maxDepth: 4, withCrossShrink: true },
			fc.record({ type: fc.constantFrom('text', 'code'), text: fc.string({ unit: 'binary' }) }),
			fc.record({ type: fc.constantFrom('strong', 'em'), children }),
			fc.record({ type: fc.constant('link'), href: fc.constant('https://example.com/a%20b'), children }),
		),
	};
}).inline;
const inlines = fc.array(inline, { maxLength: 3 });
export const richText = fc.array(
	fc.oneof(
		fc.record({ type: fc.constant('paragraph'), children: inlines }),
		fc.record({
			type: fc.constant('list'),
			ordered: fc.boolean(),
			items: fc.array(inlines, { maxLength: 3 }),
		}),
	),
	{ maxLength: 3 },
) as fc.Arbitrary<RichText>;

const affected = fc.array(
	fc.record({ component: componentId, status: maybe(fc.constantFrom(...componentStatuses)) }),
	{ maxLength: 3 },
);
const safety = fc.record({
	state: fc.constantFrom(...dataSafetyStates),
	statement: richText,
	evidence: fc.option(richText),
	approvedBy: fc.option(word),
	asOf: instant,
});
const window = pair.map(([start, length]) => ({ start: at(start), end: at(start + length) }));
const tag = fc.constantFrom('de', 'fr', 'pt-BR', 'en');
const translations = <Words>(words: fc.Arbitrary<Words>) => rarely(fc.dictionary(tag, words, { maxKeys: 3 }));
const language = maybe(fc.option(fc.constantFrom('de', 'ja')));
const audience = fc.record(
	{
		attributes: fc.dictionary(fc.constantFrom('plan', 'constructor'), fc.array(word, { minLength: 1 })),
		routes: fc.array(fc.constantFrom('/', '/checkout')),
		signedIn: fc.option(fc.boolean()),
		percentage: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
	},
	{ requiredKeys: [] },
);
/** What only the commands that open or edit a notice take. */
const nature = {
	language,
	drill: maybe(fc.boolean()),
	translations: translations(fc.record({ title: word, workaround: fc.option(richText) })),
};
const said = { author: maybe(fc.option(word)), translations: translations(richText) };
const details = {
	unaffected: maybe(fc.array(componentId, { maxLength: 3 })),
	workaround: maybe(fc.option(richText)),
	actions: maybe(fc.array(word, { maxLength: 3 })),
	dataSafety: maybe(fc.option(safety)),
	estimate: maybe(fc.option(pair.map(([a, b]) => ({ earliest: at(a), latest: at(a + b) })))),
	promise: rarely(fc.option(fc.record({ nextUpdateBy: instant }))),
	expiresAt: rarely(fc.option(instant)),
	audience: maybe(fc.option(audience)),
	notAffected: maybe(fc.option(word)),
	moreUrl: maybe(fc.option(fc.constant('https://example.com/more'))),
	dismissible: maybe(fc.boolean()),
	reporting: maybe(fc.boolean()),
	affected: maybe(affected),
	impact: maybe(fc.constantFrom(...impacts)),
};
const seen = { reports: 1, requests: 1, failures: 1, since: at(0), regions: [{ region: 'DE', reports: 1 }] };
const phase = fc.constantFrom(...phases);
const type = <T extends string>(name: T) => fc.constant(name);

/** Every command, many of them mistaken: parsed by the schema, as the server does. */
export const anyCommand: fc.Arbitrary<Command> = fc
	.oneof(
		fc.record({ type: type('put-page'), name: word }),
		fc.record({
			type: type('put-component'),
			id: componentId,
			name: word,
			status: maybe(fc.option(fc.constantFrom(...componentStatuses))),
		}),
		fc.record({ type: type('remove-component'), id: componentId }),
		fc.record({
			type: type('open-notice'),
			id: noticeId,
			kind: fc.constantFrom(...noticeKinds),
			title: word,
			body: maybe(richText),
			phase: rarely(phase),
			window: rarely(window),
			...details,
			...nature,
			author: said.author,
		}),
		fc.record({
			type: type('edit-notice'),
			notice: noticeId,
			title: maybe(word),
			window: rarely(window),
			...details,
			...nature,
		}),
		fc.record({
			type: type('post-update'),
			notice: noticeId,
			body: richText,
			phase: rarely(phase),
			...details,
			...said,
		}),
		fc.record({ type: type('change-phase'), notice: noticeId, phase }),
		fc.record({ type: type('resolve'), notice: noticeId, body: maybe(richText) }),
		fc.record({ type: type('reopen'), notice: noticeId, phase: maybe(phase) }),
		fc.record({ type: type('retract'), notice: noticeId, reason: maybe(word) }),
		fc.record({ type: type('raise-draft'), component: componentId, seen: fc.constant(seen) }),
		fc.record({
			type: type('draft-notice'),
			command: fc.record({ type: type('open-notice'), kind: fc.constantFrom(...noticeKinds), title: word }),
			publishAt: rarely(fc.option(instant)),
			discardAt: rarely(fc.option(instant)),
		}),
		fc.record({ type: type('discard-draft'), draft: componentId }),
		fc.record({ type: type('publish-draft'), draft: componentId, title: maybe(word), ...details }),
		fc.record({
			type: type('put-remedy'),
			id: componentId,
			notice: rarely(fc.option(noticeId)),
			title: word,
			apology: richText,
			offer: fc.record({ kind: fc.constantFrom(...offerKinds), summary: word }),
			terms: maybe(fc.option(richText)),
			expiresAt: rarely(fc.option(instant)),
			claim: fc.oneof(
				fc.record({ type: type('link'), href: fc.constant('https://example.com/claim') }),
				fc.record({ type: type('code'), code: word }),
				fc.record({ type: type('event') }),
			),
			audience: maybe(fc.option(audience)),
			language,
			translations: translations(fc.record({ title: word, apology: richText, summary: word })),
		}),
		fc.record({ type: type('remove-remedy'), id: componentId }),
		fc.record({
			type: type('put-postmortem'),
			notice: noticeId,
			anyway: maybe(fc.boolean()),
			dropActions: maybe(fc.boolean()),
			title: word,
			body: richText,
			actions: maybe(
				fc.array(
					fc.record({ title: word, state: fc.constantFrom(...actionStates), dueBy: fc.option(instant) }),
					{ maxLength: 3 },
				),
			),
			language,
			translations: translations(fc.record({ title: word, body: richText })),
		}),
		fc.record({ type: type('remove-postmortem'), notice: noticeId }),
		fc.record({ type: type('keep-time') }),
	)
	.map((value) => commandSchema.parse(value));

/** What a log holds after random commands, with pauses of up to so many minutes; refused commands leave nothing. */
const logWith = (longestPause: number): fc.Arbitrary<Commit[]> =>
	fc
		.array(fc.tuple(fc.nat(longestPause), anyCommand), { minLength: 1, maxLength: 40, size: 'max' })
		.map((steps) => {
			const log: Commit[] = [];
			let state = emptyState;
			let minute = 0;
			for (const [pause, command] of steps) {
				minute += pause;
				try {
					const commit = commitOf(command, state, at(minute));
					log.push(commit);
					state = apply(state, commit);
				} catch (error) {
					// A refusal is one of the things commands lead to; anything else is a fault of the model.
					if (!(error instanceof CandorError)) throw error;
				}
			}
			return log;
		});

export const anyLog: fc.Arbitrary<Commit[]> = logWith(20);
/** Of years. */
export const anyLongLog: fc.Arbitrary<Commit[]> = logWith(20 * 24 * 60);

/** Random commands, records and texts for the property tests. */
import fc from 'fast-check';
import {
	apply,
	CandorError,
	type Command,
	type Commit,
	command as commandSchema,
	componentStatuses,
	dataSafetyStates,
	emptyState,
	impacts,
	noticeKinds,
	phases,
	type RichText,
} from '../../src/model/index.ts';
import { at, commitOf } from './given.ts';

const noticeId = fc.constantFrom('n1', 'n2', 'n3');
const componentId = fc.constantFrom('api', 'db', 'web-app');
const word = fc.constantFrom('Checkout', 'Search', 'Accounts');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
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
const details = {
	unaffected: maybe(fc.array(componentId, { maxLength: 3 })),
	workaround: maybe(fc.option(richText)),
	actions: maybe(fc.array(word, { maxLength: 3 })),
	dataSafety: maybe(fc.option(safety)),
	estimate: maybe(fc.option(pair.map(([a, b]) => ({ earliest: at(a), latest: at(a + b) })))),
	promise: maybe(fc.option(fc.record({ nextUpdateBy: instant }))),
	expiresAt: maybe(fc.option(instant)),
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
			id: maybe(noticeId),
			kind: fc.constantFrom(...noticeKinds),
			title: word,
			body: maybe(richText),
			phase: maybe(phase),
			window: maybe(window),
			...details,
		}),
		fc.record({
			type: type('edit-notice'),
			notice: noticeId,
			title: maybe(word),
			window: maybe(window),
			...details,
		}),
		fc.record({
			type: type('post-update'),
			notice: noticeId,
			body: richText,
			phase: maybe(phase),
			...details,
		}),
		fc.record({ type: type('change-phase'), notice: noticeId, phase }),
		fc.record({ type: type('resolve'), notice: noticeId, body: maybe(richText) }),
		fc.record({ type: type('reopen'), notice: noticeId, phase: maybe(phase) }),
		fc.record({ type: type('retract'), notice: noticeId, reason: maybe(word) }),
		fc.record({ type: type('raise-draft'), component: componentId, seen: fc.constant(seen) }),
		fc.record({ type: type('discard-draft'), draft: componentId }),
		fc.record({ type: type('publish-draft'), draft: componentId, title: maybe(word), ...details }),
		fc.record({ type: type('keep-time') }),
	)
	.map((value) => commandSchema.parse(value));

/** What a log holds after random commands at random times; refused commands leave nothing. */
export const anyLog: fc.Arbitrary<Commit[]> = fc
	.array(fc.tuple(fc.nat(20), anyCommand), { minLength: 1, maxLength: 40 })
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

/** Marks a notice as a duplicate of another one. */
import type { CommandOf } from '../commands/command.ts';
import type { AffectedComponent } from '../records/component.ts';
import type { NoticeValue } from '../records/notice.ts';
import type { RichText } from '../rich-text.ts';
import type { KnownChange } from '../state/commit.ts';
import type { State } from '../state/state.ts';
import { isUpcoming, type Notice } from '../views/notices.ts';
import { componentStatuses, finalPhaseOf, worst } from '../vocabulary.ts';
import { mergeAffected } from './affected.ts';
import { type Context, invalid, requireNotice, requireOpen } from './context.ts';
import { mergerSentences } from './merger-sentences.ts';
import { step } from './step.ts';

/**
 * The duplicate ends with an update that names the other notice. The other notice gets the
 * components of the duplicate, so that none of them looks operational.
 */
export function merge(
	{ notice: id, into: intoId }: CommandOf<'merge'>,
	state: State,
	context: Context,
): KnownChange[] {
	const { now } = context;
	const [duplicate, into] = [requireNotice(state, id), requireNotice(state, intoId)];
	if (id === intoId) throw invalid('into', 'A notice cannot be merged into itself. Name the other notice.');
	for (const each of [duplicate, into]) requireOpen(each, now);
	for (const field of ['kind', 'drill'] as const)
		if (duplicate.value[field] !== into.value[field]) throw invalid('into', refusals[field](duplicate, into));
	const final = isUpcoming(duplicate.value, Date.parse(now))
		? 'cancelled'
		: finalPhaseOf[duplicate.value.kind];
	const message = { affected: [], ...mergerMessage(duplicate.value, into.value) };
	const added = addedComponents(duplicate.value, into.value);
	const affected = mergeAffected(into.value.affected, added);
	return [
		...step(duplicate, { phase: final }, message, state, context),
		...(added.length > 0 ? step(into, { affected }, { affected: added }, state, context) : []),
		{ kind: 'merger', id, value: { notice: id, into: intoId, at: now } },
	];
}

const refusals: Readonly<Record<'kind' | 'drill', (duplicate: Notice, into: Notice) => string>> = {
	kind: (duplicate, into) =>
		`The notice "${duplicate.id}" is of the kind "${duplicate.value.kind}", and "${into.id}" of the kind "${into.value.kind}". Only notices of one kind are merged.`,
	drill: (duplicate) => `A drill and a real notice are not merged. Resolve "${duplicate.id}" instead.`,
};

/** The components of the duplicate that the other notice does not name, or calls better. */
const addedComponents = (duplicate: NoticeValue, into: NoticeValue): AffectedComponent[] =>
	duplicate.affected.filter(({ component, status }) => {
		const known = into.affected.find((each) => each.component === component)?.status ?? 'operational';
		return status !== known && worst(componentStatuses, [status, known]) === status;
	});

const text = (sentence: string): RichText => [
	{ type: 'paragraph', children: [{ type: 'text', text: sentence }] },
];

/** The last update of the duplicate, in every language that Candor speaks. */
function mergerMessage(duplicate: NoticeValue, into: NoticeValue) {
	const own = duplicate.language ?? 'en';
	const titleIn = (tag: string): string =>
		Object.entries(into.translations).find(([each]) => languageOf(each) === tag)?.[1].title ?? into.title;
	const bodies = Object.entries(mergerSentences).map(
		([tag, sentence]) => [tag, text(sentence(titleIn(tag)))] as const,
	);
	const body = bodies.find(([tag]) => tag === languageOf(own))?.[1] ?? text(mergerSentences.en(into.title));
	return { body, translations: Object.fromEntries(bodies.filter(([tag]) => tag !== languageOf(own))) };
}

const languageOf = (tag: string): string => tag.toLowerCase().split('-')[0] ?? tag;

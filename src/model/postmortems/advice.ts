/**
 * Reads a post-mortem and says, in sentences, where it names or blames people, and what is missing.
 * It blocks nothing: every rule may be wrong about a text.
 */
import type { PostmortemDraftAction, PostmortemDraftValue } from '../generated/record-types.ts';
import { blameWords } from './blame.ts';
import { type PostmortemSection, postmortemSections } from './sections.ts';

export interface PostmortemAdvice {
	/** The field to change. */
	readonly field: 'title' | PostmortemSection | 'internal' | 'actions';
	/** A sentence that says what to do. */
	readonly message: string;
}

type Words = Pick<PostmortemDraftValue, 'title' | PostmortemSection | 'internal' | 'actions'>;

const hindsight =
	/\b(?:should have (?:been )?\w+|could have (?:been )?\w+|would have (?:been )?\w+|failed to \w+|forgot(?:ten)? to \w+|ignored (?:the|an?) \w+|did not bother)\b/gi;
/** What appeals to people in the place of a change of the system. */
const appeals =
	/\b(?:be more careful|more careful(?:ly)?|pay (?:more )?attention|try harder|remind (?:everyone|everybody|the team|people|staff|engineers)|retrain\w*|discipline\w*)\b/gi;
const addresses = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]{1,200}|(?<![\w/])@[a-z][\w-]{1,38}\b/gi;
const titled = /\b(?:Mr|Mrs|Ms|Mx|Dr)\.? \p{Lu}\p{Ll}+/gu;
/** A word that begins with a capital before something that people do. */
const actor =
	/\b(\p{Lu}\p{Ll}{1,30}(?: \p{Lu}\p{Ll}{1,30})?) (?:(?:accidentally|mistakenly|wrongly|manually|finally|then) )?(?:deployed|merged|pushed|reverted|deleted|dropped|executed|forgot|misconfigured|approved|clicked|typed|noticed|overlooked|ran|rolled back)\b/gu;
/** Words that begin a sentence. */
const openers = /^(?:Then|Later|Next|Afterwards|Meanwhile|Finally|Here|There|When|After|Before|As|At) /;
/** Capitalised words that are no persons. */
const notPersons =
	/^(?:We|It|They|This|That|The|Our|An|Engineers?|Operators?|Customers?|Users?|Visitors?|Monitoring|Alerts?|Support|Someone|Nobody|Everyone|Team|Which|Who|Today|Yesterday|Mon|Tue|Wed|Thu|Fri|Sat|Sun)$|day$/;

const texts = (words: Words) =>
	[
		['title', words.title],
		...postmortemSections.map((section) => [section, words[section]] as const),
		['internal', words.internal],
		...words.actions.map(({ title }) => ['actions', title] as const),
	] as readonly (readonly [PostmortemAdvice['field'], string])[];

function found(text: string, pattern: RegExp): string[] {
	return [...new Set([...text.matchAll(pattern)].map(([phrase]) => phrase))];
}

const namedPersons = (text: string): string[] =>
	[...text.matchAll(actor)]
		.map(([, name = '']) => name.replace(openers, ''))
		.filter((name) => !notPersons.test(name));

function phraseAdvice(field: PostmortemAdvice['field'], text: string): PostmortemAdvice[] {
	return [
		...found(text, blameWords).map(
			(phrase) => `“${phrase}” blames. Say what made it possible, and what will prevent it.`,
		),
		...found(text, hindsight).map(
			(phrase) => `“${phrase}” judges afterwards. Say what was known at that time, and what happened.`,
		),
		...found(text, appeals).map(
			(phrase) => `“${phrase}” relies on people. Name a change that works when people err.`,
		),
		...[...found(text, addresses), ...found(text, titled), ...new Set(namedPersons(text))].map(
			(name) => `If “${name}” is a person, write the role in its place, such as “the engineer on call”.`,
		),
	].map((message) => ({ field, message }));
}

function actionAdvice(actions: readonly PostmortemDraftAction[]): string[] {
	if (actions.length === 0) return ['Name at least one action that makes it less likely to happen again.'];
	return actions.flatMap(({ title, owner, dueBy, state }) => [
		...(owner === null ? [`“${title}” has no owner. Name a role.`] : []),
		...(dueBy === null && state !== 'done' ? [`“${title}” has no date.`] : []),
	]);
}

/** The advice, that of the first field first. */
export function postmortemAdvice(words: Words): readonly PostmortemAdvice[] {
	const missing: PostmortemAdvice[] = [];
	if (words.impact.trim() === '')
		missing.push({ field: 'impact', message: 'Say who was affected, how, and for how long.' });
	if (words.causes.trim() === '')
		missing.push({ field: 'causes', message: 'Say what caused it, and what let it reach customers.' });
	if (words.wentWell.trim() === '')
		missing.push({ field: 'wentWell', message: 'Say what limited the damage, so that it is kept.' });
	return [
		...texts(words).flatMap(([field, text]) => phraseAdvice(field, text)),
		...missing,
		...actionAdvice(words.actions).map((message): PostmortemAdvice => ({ field: 'actions', message })),
	];
}

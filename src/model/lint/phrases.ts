/** Phrases that worry or mislead customers. Each list is English, as the console is. */
import { blameWords } from '../postmortems/blame.ts';
import type { Finding, LintRule, Wording } from './finding.ts';

interface Phrases {
	readonly rule: LintRule;
	readonly pattern: RegExp;
	/** The sentence about a phrase that was found. */
	readonly say: (phrase: string) => string;
}

const lists: readonly Phrases[] = [
	{
		rule: 'blame',
		pattern: blameWords,
		say: (phrase) => `“${phrase}” blames. Say what happened and what you are doing about it.`,
	},
	{
		rule: 'guess',
		pattern:
			/\b(?:probably|presumably|possibly|perhaps|maybe|apparently|most likely|likely (?:caused|due|related)|(?:may|might|could) (?:be|have been) (?:caused|due|related)|(?:seems?|appears?) to (?:be|have)|looks like|we (?:think|believe|suspect|assume|guess)|(?:is|are) suspected|our best guess)\b/gi,
		say: (phrase) =>
			`“${phrase}” is a guess. Say what you know, or that you are still looking for the cause.`,
	},
	{
		rule: 'no-time',
		pattern: /\b(?:as soon as possible|asap|shortly|soon|in due course|in a (?:moment|while|bit))\b/gi,
		say: (phrase) => `“${phrase}” is no time. Say when, such as “by 14:30 UTC”, or leave it out.`,
	},
];

const texts = ({ title, body, workaround, safety, checklist }: Wording) =>
	[
		['title', title],
		['body', body],
		['workaround', [workaround, ...checklist].join('\n')],
		['safety', safety ? `${safety.statement}\n${safety.evidence}` : ''],
	] as const;

/** One finding for each phrase of each list and field. */
export const phraseFindings = (wording: Wording): Finding[] =>
	texts(wording).flatMap(([field, text]) =>
		lists.flatMap(({ rule, pattern, say }) =>
			[...new Set([...text.matchAll(pattern)].map(([phrase]) => phrase.toLowerCase()))].map((phrase) => ({
				rule,
				field,
				message: say(phrase),
			})),
		),
	);

const safetyClaim =
	/\b(?:(?:your|all|customer|user|personal) (?:\w+ )?data (?:is|are|was|were|remains?|stays?) (?:safe|secure|intact|unaffected|not affected|not at risk)|no (?:\w+ ){0,3}data (?:was|were|is|has been|have been) (?:lost|stolen|leaked|exposed|affected|compromised|accessed)|(?:nothing|no data) (?:was|has been) (?:lost|leaked|stolen|exposed))\b/i;

/** A sentence that says that data is safe; `undefined`: none does. */
export const claimOfSafety = (text: string): string | undefined => safetyClaim.exec(text)?.[0];

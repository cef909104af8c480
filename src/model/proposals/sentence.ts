/** What a waiting command does, as a sentence for the person who approves it. Pure. */
import type { Audience } from '../generated/record-types.ts';
import { phaseLabels } from '../labels.ts';
import { isEndedPhase, type Phase } from '../vocabulary.ts';

/** A draft as the API returns it. The fields of `command` are unchecked: a newer server may have others. */
export interface WaitingCommand {
	/** Of the notice, after the command. */
	readonly title: string;
	readonly command: Readonly<Record<string, unknown>>;
}

const kindNames: Readonly<Record<string, string>> = {
	maintenance: 'the maintenance ',
	assurance: 'the security note ',
	announcement: 'the announcement ',
};

const impactPhrases: Readonly<Record<string, string>> = {
	none: ' without impact',
	minor: ' as minor',
	major: ' as major',
	critical: ' as critical',
};

type Command = WaitingCommand['command'];
type Sentence = (quoted: string, command: Command) => string;

const publish: Sentence = (quoted, { kind, impact, audience }) =>
	`Publish ${kindNames[String(kind)] ?? ''}${quoted}${impactPhrases[String(impact)] ?? ''} for ${audienceText(audience)}`;

const sentences: Readonly<Record<string, Sentence>> = {
	'open-notice': publish,
	'publish-draft': publish,
	'edit-notice': (quoted, { title }) =>
		title === undefined ? `Change what ${quoted} says` : `Change a notice, and call it ${quoted}`,
	'post-update': (quoted, { phase }) =>
		phase === undefined
			? `Post an update of ${quoted}`
			: isEndedPhase(String(phase))
				? `Post the last update of ${quoted}, and end it`
				: `Post an update of ${quoted}, and move it to “${phaseText(phase)}”`,
	'change-phase': (quoted, { phase }) =>
		isEndedPhase(String(phase)) ? `End ${quoted}` : `Move ${quoted} to “${phaseText(phase)}”`,
	resolve: (quoted) => `End ${quoted}`,
	reopen: (quoted) => `Open ${quoted} again`,
	retract: (quoted) => `Take ${quoted} back from every page`,
	restore: (quoted) => `Show ${quoted} on every page again`,
	merge: (quoted) => `End ${quoted} as a duplicate`,
	'edit-update': (quoted) => `Change the words of an update of ${quoted}`,
	'withdraw-update': (quoted) => `Withdraw an update of ${quoted}`,
	undo: (quoted) => `Undo the last change of ${quoted}`,
};

/** Such as: Publish “Card payments fail” as critical for everyone. */
export function waitingSentence({ title, command }: WaitingCommand): string {
	const quoted = `“${title}”`;
	if (Object.keys(command).length === 0) return `Change ${quoted}. The words were redacted`;
	const { type } = command;
	const sentence = typeof type === 'string' && Object.hasOwn(sentences, type) ? sentences[type] : undefined;
	return sentence ? sentence(quoted, command) : `Change ${quoted}`;
}

const phaseText = (phase: unknown): string => phaseLabels[phase as Phase] ?? String(phase);

/** Whom a notice reaches, such as: customers with plan pro or team, on /checkout. */
export function audienceText(given: unknown): string {
	if (typeof given !== 'object' || given === null) return 'everyone';
	const { attributes = {}, routes = [], signedIn = null, percentage = null } = given as Partial<Audience>;
	const conditions = [
		...Object.entries(attributes).map(([name, values]) => `with ${name} ${values.join(' or ')}`),
		...(routes.length > 0 ? [`on ${routes.join(' or ')}`] : []),
		...(signedIn === null ? [] : [signedIn ? 'who are signed in' : 'who are not signed in']),
	];
	const share = percentage === null ? '' : `${percentage} % of `;
	if (conditions.length === 0) return share === '' ? 'everyone' : `${share}customers`;
	return `${share}customers ${conditions.join(', ')}`;
}

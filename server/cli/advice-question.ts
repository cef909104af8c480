/**
 * What customers can do and what the team is doing, when an update moves the phase: they were
 * written for the phase before, so the operator decides what becomes of them.
 */
import { phaseLabels } from '../../src/model/labels.ts';
import { plainText } from '../../src/model/rich-text.ts';
import { effectivePhase, type Notice } from '../../src/model/views/notices.ts';
import { isEndedPhase } from '../../src/model/vocabulary.ts';
import { CliError } from './cli-error.ts';
import type { DetailOptions } from './options/details.ts';
import { labelOf } from './render/label.ts';
import type { Session } from './session.ts';
import { oneLine, sanitize } from './terminal-text.ts';

export interface AdviceOptions {
	readonly keepAdvice?: true;
}

type Options = Pick<DetailOptions, 'action' | 'workaround'> & AdviceOptions;

/** Which fields of the notice are from before its phase moves, and not decided by an option. */
interface OldAdvice {
	readonly actions: boolean;
	readonly workaround: boolean;
}

function oldAdvice(
	{ value }: Notice,
	phase: string | undefined,
	{ action, workaround, keepAdvice }: Options,
	now: number,
): OldAdvice | null {
	if (keepAdvice || phase === undefined || isEndedPhase(phase) || phase === effectivePhase(value, now))
		return null;
	const old = {
		actions: value.actions.length > 0 && action === undefined,
		workaround: (value.workaround?.length ?? 0) > 0 && workaround === undefined,
	};
	return old.actions || old.workaround ? old : null;
}

/** Says what stays from the phase before, and the command that clears it. No line if nothing does. */
export function keptAdviceLines(
	found: Notice,
	phase: string | undefined,
	options: Options,
	now: number,
): string[] {
	const old = oldAdvice(found, phase, options, now);
	if (!old) return [];
	const what = [
		...(old.workaround ? ['what customers can do'] : []),
		...(old.actions ? ['what you are doing'] : []),
	];
	const clearing = [...(old.workaround ? ['--no-workaround'] : []), ...(old.actions ? ['--no-action'] : [])];
	return [`Kept from before: ${what.join(', ')}. Clear it: candor edit ${found.id} ${clearing.join(' ')}`];
}

interface Answer {
	/** Fields of the request body. */
	readonly fields: { readonly actions?: readonly string[]; readonly workaround?: string | null };
	/** Lines for the end of the output. */
	readonly notes: readonly string[];
}

const keep: Answer = { fields: {}, notes: [] };

/** Asks on a terminal. Without one, the fields stay, and the notes say so. */
export async function askAboutAdvice(
	{ io, json, style }: Session,
	found: Notice,
	phase: string | undefined,
	options: Options,
): Promise<Answer> {
	const old = oldAdvice(found, phase, options, style.now);
	if (!old || phase === undefined) return keep;
	if (!io.ask || json) return { ...keep, notes: keptAdviceLines(found, phase, options, style.now) };
	const { workaround, actions } = found.value;
	const question = [
		`The notice moves to "${labelOf(phaseLabels, phase)}" and still says:`,
		...(old.workaround ? [`What customers can do now: ${oneLine(plainText(workaround ?? []))}`] : []),
		...(old.actions ? ['What we are doing:', ...actions.map((line) => `- ${oneLine(line)}`)] : []),
		'[k]eep it, [c]lear it, or [r]eplace it? [k] ',
	];
	const answer = (await io.ask(sanitize(question.join('\n')))).trim().toLowerCase();
	if (/^(k(eep)?)?$/.test(answer)) return keep;
	const isReplaced = /^r(eplace)?$/.test(answer);
	if (!isReplaced && !/^c(lear)?$/.test(answer))
		throw new CliError('usage', 'Answer k, c or r. Nothing was sent.');
	const { ask } = io;
	return {
		fields: {
			...(old.workaround && { workaround: isReplaced ? await askWorkaround(ask) : null }),
			...(old.actions && { actions: isReplaced ? await askActions(ask) : [] }),
		},
		notes: [],
	};
}

type Ask = (question: string) => Promise<string>;

const askWorkaround = async (ask: Ask): Promise<string | null> =>
	(await ask('What customers can do now (Markdown; empty: nothing): ')).trim() || null;

async function askActions(ask: Ask): Promise<string[]> {
	const lines: string[] = [];
	for (;;) {
		const line = (await ask(`What we are doing, line ${lines.length + 1} (empty: no more): `)).trim();
		if (!line) return lines;
		lines.push(line);
	}
}

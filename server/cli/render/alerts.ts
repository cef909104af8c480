/** Alert sources, watched alerts and tests of rules as text. */
import { type JsonObject, requireObjects } from '../api/response.ts';
import { textOf } from '../terminal-text.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';
import { pastText } from './time.ts';

const listOf = (value: unknown): string => (Array.isArray(value) ? value.map(textOf).join(', ') : '');

export function alertLines(result: JsonObject, style: Style): string[] {
	const sources = requireObjects(result, 'sources');
	const groups = requireObjects(result, 'groups');
	const more = Number(result.groupCount) - groups.length;
	return [
		result.automation === false
			? style.colours.red('Automation is off: no rule acts (candor alerts on).')
			: 'Automation is on.',
		'',
		...(sources.length === 0
			? ['No tool is connected. Connect one with "candor alerts source add".']
			: table(
					sources.map(({ id, kind, lastMessageAt, problem }) => [
						textOf(id),
						textOf(kind),
						typeof lastMessageAt === 'string'
							? `last message ${pastText(lastMessageAt, style)}`
							: 'no message since the start',
						...(typeof problem === 'string' ? [textOf(problem)] : []),
					]),
					style,
					1,
				)),
		'',
		...(groups.length === 0 ? ['No alert that a rule matches is firing.'] : groups.flatMap(groupLines)),
		...(more > 0 ? [`and ${more} more`] : []),
	];
}

function groupLines(group: JsonObject): string[] {
	const { source, rule, phase, firing, flapping, notice, draft, note } = group;
	const made = notice ? `notice ${textOf(notice)}` : draft ? `draft ${textOf(draft)}` : '';
	const state = [textOf(phase), `${textOf(firing)} firing`, ...(flapping === true ? ['flapping'] : [])];
	return [
		`${textOf(rule)} (${textOf(source)}): ${state.join(', ')}${made && `, ${made}`}`,
		...(listOf(group.summaries) ? [`  ${listOf(group.summaries)}`] : []),
		...(note === null ? [] : [`  ${textOf(note)}`]),
	];
}

const effects: Readonly<Record<string, string>> = {
	nothing: 'does nothing',
	draft: 'writes a draft',
	publish: 'publishes a notice',
	end: 'ends what it opened',
};

export function testedLines(alert: JsonObject): string[] {
	const { summary, firing, rule, does, why, title, impact, components, openAfter, resolveAfter } = alert;
	const after = does === 'end' ? resolveAfter : openAfter;
	return [
		`${textOf(summary) || 'Alert'} (${firing === true ? 'firing' : 'resolved'})`,
		rule === null
			? '  No rule matches.'
			: `  ${textOf(rule)} ${effects[String(does)] ?? textOf(does)}${does === 'nothing' ? '' : ` after ${textOf(after)}`}`,
		...(why === null || rule === null ? [] : [`  ${textOf(why)}`]),
		...(title === null ? [] : [`  Title: ${textOf(title)} (${textOf(impact)})`]),
		...(listOf(components) ? [`  Components: ${listOf(components)}`] : []),
	];
}

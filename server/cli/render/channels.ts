/** Channels and their deliveries as text. */
import { type JsonObject, requireObject, requireObjects } from '../api/response.ts';
import { oneLine } from '../terminal-text.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';
import { pastText } from './time.ts';

const textOf = (value: unknown): string => oneLine(String(value ?? ''));

const whenOf = (value: unknown, style: Style): string =>
	typeof value === 'string' ? pastText(value, style) : 'never';

const lagText = (lag: JsonObject, style: Style): string =>
	lag.commits === 0
		? 'up to date'
		: `${textOf(lag.messages)} messages behind, since ${pastText(String(lag.since), style)}`;

export function channelLines(result: JsonObject, style: Style): string[] {
	const channels = requireObjects(result, 'channels');
	if (channels.length === 0) return ['There is no channel. Create one with "candor channels add".'];
	const disabled = channels.filter(({ disabledBecause }) => typeof disabledBecause === 'string');
	return [
		...table(
			channels.map(({ id, kind, name, enabled, lag }) => {
				const behind = lagText(requireObject(lag), style);
				const state = enabled === true ? behind : `${style.colours.red('disabled')}, ${behind}`;
				return [textOf(id), textOf(kind), textOf(name), state];
			}),
			style,
			2,
		),
		...disabled.map(({ id, disabledBecause }) => `${textOf(id)}: ${textOf(disabledBecause)}`),
	];
}

export function deliveryLines(result: JsonObject, style: Style): string[] {
	const { lag, pending, deliveredAt, failingSince, retryAt, reason } = result;
	const letters = requireObjects(result, 'deadLetters');
	const next = pending === null ? null : requireObject(pending);
	const outbox = result.outbox == null ? null : requireObject(result.outbox);
	const own = outbox ? requireObjects(outbox, 'deadLetters') : [];
	return [
		`Last delivery: ${whenOf(deliveredAt, style)}`,
		outbox ? `Waiting: ${textOf(outbox.waiting)}` : `Behind: ${lagText(requireObject(lag), style)}`,
		...(next === null
			? []
			: [
					`Next: ${textOf(next.what)} ${textOf(next.notice)} (commit ${textOf(next.seq)}), tried ${textOf(next.tries)} times`,
				]),
		...(typeof failingSince === 'string'
			? [`Failing since ${pastText(failingSince, style)}: ${textOf(reason)}`]
			: []),
		...(typeof retryAt === 'string' ? [`Next attempt at ${textOf(retryAt)}`] : []),
		'',
		...(letters.length + own.length === 0
			? ['There is no dead letter.']
			: [
					'Dead letters:',
					...table(
						[
							...letters.map(({ id, what, notice, reason: why }) => [
								...[textOf(id), `${textOf(what)} ${textOf(notice)}`, textOf(why)],
							]),
							...own.map(({ id, type, reason: why }) => [id, type, why].map(textOf)),
						],
						style,
						2,
					),
				]),
	];
}

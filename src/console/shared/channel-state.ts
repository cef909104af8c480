/** How a channel is, in words: on its screen and on Now. */
import type { Tone } from '../../elements/shared/tones.ts';
import type { Schema } from '../api/client.ts';
import { secondsText } from './duration-text.ts';

type Channel = Pick<
	Schema<'Channel'>,
	'enabled' | 'disabledBecause' | 'lag' | 'failingSince' | 'reason' | 'deadLetters'
>;

export interface ChannelState {
	readonly tone: Tone;
	/** Such as "Late by 5 min". */
	readonly text: string;
	/** Why, as a sentence; empty: nothing is wrong, or it is not known. */
	readonly why: string;
	/** Whether an operator should look at it. */
	readonly isWell: boolean;
}

/** A message that has waited for less than this is on its way, seconds. */
const onItsWay = 60;

export function channelState(channel: Channel): ChannelState {
	const { enabled, disabledBecause, lag, failingSince, reason } = channel;
	if (!enabled)
		return disabledBecause === null
			? { tone: 'maintenance', text: 'Switched off', why: 'Messages wait until it is enabled.', isWell: true }
			: { tone: 'critical', text: 'Disabled', why: disabledBecause, isWell: false };
	const isFailing = failingSince !== null;
	if (lag.commits === 0) return { tone: 'resolved', text: 'Up to date', why: '', isWell: true };
	if (!isFailing && lag.seconds < onItsWay) return { tone: 'info', text: 'Sending', why: '', isWell: true };
	const text = `Late by ${secondsText(lag.seconds)}`;
	return { tone: isFailing ? 'major' : 'minor', text, why: isFailing ? (reason ?? '') : '', isWell: false };
}

/** "2 dead letters"; empty: there is none. */
export const deadLettersText = (count: number): string =>
	count === 0 ? '' : count === 1 ? '1 dead letter' : `${count} dead letters`;

import type { ChannelKind } from '../channels/channel-kind.ts';

/** The channel of a server whose Web Push is off. Its messages wait until it is on. */
export const noPush: ChannelKind = {
	required: [],
	optional: [],
	signs: false,
	send: async () => ({
		type: 'failed',
		reason: 'Web Push is off on this server. Set CANDOR_PUSH=on, or disable the channel.',
	}),
};

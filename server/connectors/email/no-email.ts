import type { ChannelKind } from '../channels/channel-kind.ts';

/** The channel of a server without a mail server. Its messages wait until there is one. */
export const noEmail: ChannelKind = {
	required: [],
	optional: [],
	signs: false,
	send: async () => ({
		type: 'failed',
		reason: 'This server has no mail server. Set CANDOR_SMTP_URL, or disable the channel.',
	}),
};

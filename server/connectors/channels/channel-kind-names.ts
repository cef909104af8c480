/** The names of all kinds of channels; the command line needs no more. */
export const channelKindNames = [
	'webhook',
	'statuspage-webhook',
	'billing-webhook',
	'desk-webhook',
	'slack',
	'teams',
	'discord',
	'email',
	'sms',
	'social',
	'web-push',
] as const;
export type ChannelKindName = (typeof channelKindNames)[number];

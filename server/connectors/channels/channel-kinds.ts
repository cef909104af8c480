/** All kinds of channels, by their names. */
import { noEmail } from '../email/no-email.ts';
import { noPush } from '../web-push/no-push.ts';
import type { ChannelKind } from './channel-kind.ts';
import type { ChannelKindName } from './channel-kind-names.ts';
import { discord } from './kinds/discord.ts';
import { slack } from './kinds/slack.ts';
import { sms } from './kinds/sms.ts';
import { social } from './kinds/social.ts';
import { statuspageWebhook } from './kinds/statuspage-webhook.ts';
import { teams } from './kinds/teams.ts';
import { billingWebhook, deskWebhook, webhook } from './kinds/webhook.ts';

export type ChannelKinds = Readonly<Record<ChannelKindName, ChannelKind>>;

export const channelKinds: ChannelKinds = {
	...{ webhook, 'statuspage-webhook': statuspageWebhook, slack, teams, discord, email: noEmail },
	...{ sms, social, 'billing-webhook': billingWebhook, 'desk-webhook': deskWebhook, 'web-push': noPush },
};

/**
 * What connects a server with other systems: alerts in, channels, e-mail, Web Push and Slack out,
 * claims and requests for contact of the host, the assistant. A drill has none of it.
 */
import type { Logger } from 'pino';
import type { PolicyPack } from '../src/model/policy-pack/policy-pack.ts';
import type { CandorOptions } from './candor-options.ts';
import { openAlerts } from './connectors/alerts/alerts.ts';
import { type Assistant, openAssistant } from './connectors/assistant/assistant.ts';
import { openChannels } from './connectors/channels/channels.ts';
import { openClaims } from './connectors/claims/open-claims.ts';
import { contactRequested, openContact } from './connectors/contact/open-contact.ts';
import { StoredContactRequests } from './connectors/contact/stored-contact-requests.ts';
import { openEmail } from './connectors/email/email.ts';
import { subscriberCountsRoute } from './connectors/email/subscriber-counts-route.ts';
import { OriginsHook } from './connectors/origins/origins-hook.ts';
import { openSlack } from './connectors/slack/slack.ts';
import type { VisitorReports } from './connectors/visitor-reports/visitor-reports.ts';
import { openWebPush } from './connectors/web-push/web-push.ts';
import type { Clock } from './core/clock.ts';
import type { Leases } from './core/leases/leases.ts';
import type { Metrics } from './core/metrics.ts';
import type { Core } from './core/open-core.ts';
import type { ReportError } from './core/report-error.ts';
import type { Api, Services } from './http/context.ts';
import type { SignIns } from './http/sign-ins.ts';

interface Dependencies extends Core {
	readonly clock: Clock;
	readonly newId: () => string;
	readonly random: () => number;
	readonly logger: Logger;
	readonly reportError: ReportError;
	readonly metrics: Metrics;
	readonly leases: Leases;
	readonly signIns: SignIns;
	readonly pack: PolicyPack | null;
	readonly recentFailures: VisitorReports['recentFailures'];
	/** The address of the server for readers, without a slash at its end; `null`: not known. */
	readonly publicUrl: string | null;
	readonly hasSite: boolean;
	/** The name of this server among those that share the database. */
	readonly server: string;
	readonly isShared: boolean;
}

export interface Connectors {
	readonly hasEmail: boolean;
	readonly hasPush: boolean;
	readonly assistant: Assistant['about'];
	routes(api: Api, services: Services): void;
	/** Finishes what they do now. */
	close(): Promise<void>;
}

/** Continues where each of them was when the server stopped. */
export async function openConnectors(
	options: CandorOptions,
	{ metrics, leases, ...shared }: Dependencies,
): Promise<Connectors> {
	const outbound = { allowed: [], ...options.channels };
	const alerts = await openAlerts({ ...shared, outbound });
	const email = await openEmail({
		...{ ...shared, leases, figures: metrics.email, options: options.email ?? null },
	});
	const push = await openWebPush({ ...shared, options: options.push ?? null });
	const contactRequests = new StoredContactRequests(shared.privateStore);
	const channels = await openChannels({
		...{ ...shared, figures: metrics.channels },
		onOutboxDelivery: async ({ type, data }, deliveredAt) => {
			if (type === contactRequested) await contactRequests.change(String(data.request), { deliveredAt });
		},
		options: {
			...options.channels,
			kinds: { ...options.channels?.kinds, ...email.kinds, ...push.kinds },
		},
	});
	await email.addChannel(channels);
	await push.addChannel(channels);
	const { outbox } = channels;
	const claims = await openClaims({ ...shared, outbox });
	const contact = await openContact({
		...{ ...shared, keys: claims.keys, stored: contactRequests, outbox },
		options: options.contact ?? null,
	});
	const assistant = await openAssistant({
		...{ ...shared, options: options.assistant ?? null },
		alertGroups: () => alerts.groups,
	});
	const slack = openSlack({ ...shared, outbound, options: options.slack ?? null });
	const originsHook =
		options.originsHook &&
		new OriginsHook({ ...shared, options: options.originsHook, allowed: outbound.allowed });
	return {
		hasEmail: email.isOn,
		hasPush: push.isOn,
		assistant: assistant.about,
		routes(api, services) {
			for (const each of [alerts, channels, claims, contact, email, push, assistant, slack])
				each.routes(api, services);
			subscriberCountsRoute(api, services, () => Promise.all([email.count(), push.count()]));
		},
		async close() {
			await slack.close();
			await alerts.close();
			await contact.close();
			await claims.close();
			await channels.close();
			await email.close();
			await push.close();
			assistant.close();
			await originsHook?.close();
		},
	};
}

/** Alerts in, assembled: sources, rules, signs of life, and their routes. */
import type { Logger } from 'pino';
import type { PolicyPack } from '../../../src/model/policy-pack/policy-pack.ts';
import type { Clock } from '../../core/clock.ts';
import type { Core } from '../../core/open-core.ts';
import type { ReportError } from '../../core/report-error.ts';
import type { Api, Services } from '../../http/context.ts';
import { type OutboundOptions, outboundGets } from '../channels/outbound-request.ts';
import { Heartbeats } from './heartbeats.ts';
import { receiveRoute } from './receive.ts';
import { ruleRoutes } from './rule-routes.ts';
import { RuleRunner } from './rule-runner.ts';
import { RuleSteps } from './rule-steps.ts';
import { sourceRoutes } from './source-routes.ts';
import { type StoredGroup, StoredGroups } from './stored-groups.ts';
import { StoredSources } from './stored-sources.ts';
import { vendorReader } from './vendor-request.ts';
import { Vendors } from './vendors.ts';

interface Dependencies extends Core {
	readonly clock: Clock;
	readonly newId: () => string;
	readonly pack: PolicyPack | null;
	readonly logger: Logger;
	readonly reportError: ReportError;
	readonly random: () => number;
	/** Addresses inside that may be asked, and the resolver: as for channels. */
	readonly outbound: Pick<OutboundOptions, 'allowed' | 'lookup'>;
}

export interface Alerts {
	/** As this server knows them. */
	readonly groups: readonly StoredGroup[];
	routes(api: Api, services: Services): void;
	/** Finishes the step that it does now. */
	close(): Promise<void>;
}

/** Continues with the alerts that were open when the server stopped. */
export async function openAlerts(dependencies: Dependencies): Promise<Alerts> {
	const { privateStore } = dependencies;
	const steps = new RuleSteps(dependencies);
	const groups = new StoredGroups(privateStore);
	const sources = new StoredSources(dependencies);
	const runner = await RuleRunner.open({ ...dependencies, groups, sources, steps });
	const heartbeats = new Heartbeats({ ...dependencies, sources, runner });
	const lastMessages = new Map<string, number>();
	const onAccepted = (source: string): void => {
		lastMessages.set(source, dependencies.clock.now());
	};
	const read = vendorReader({ get: outboundGets(dependencies.outbound), clock: dependencies.clock });
	const vendors = new Vendors({ ...dependencies, sources, runner, read, onAccepted });
	return {
		get groups() {
			return groups.known.map(({ value }) => value);
		},
		routes(api, services) {
			sourceRoutes(api, services, { sources, runner, heartbeats, vendors, lastMessages });
			ruleRoutes(api, services, sources, steps);
			receiveRoute(api, { ...services, sources, runner, heartbeats, onAccepted });
		},
		async close() {
			await vendors.close();
			await heartbeats.close();
			await runner.close();
		},
	};
}

/** Counts without identifiers, assembled: what pages send, and what the server has delivered itself. */
import type { Clock } from '../../core/clock.ts';
import type { Core } from '../../core/open-core.ts';
import type { ReportError } from '../../core/report-error.ts';
import type { Api, Services } from '../../http/context.ts';
import type { Delivery } from '../../streaming/stream-figures.ts';
import { countRoutes } from './count-routes.ts';
import { Counts } from './counts.ts';
import { Deliveries } from './deliveries.ts';

interface Dependencies extends Core {
	readonly clock: Clock;
	readonly reportError: ReportError;
	/** Whether the server accepts counts of pages. */
	readonly isOn: boolean;
}

export interface OpenCounts {
	recordDelivery(delivery: Delivery): void;
	routes(api: Api, services: Services): void;
	/** Saves what is not saved yet. */
	close(): Promise<void>;
}

export function openCounts({ isOn, ...dependencies }: Dependencies): OpenCounts {
	const counts = isOn ? new Counts(dependencies) : null;
	const deliveries = new Deliveries(dependencies);
	return {
		recordDelivery: (delivery) => deliveries.record(delivery),
		routes: (api, services) => countRoutes(api, services, { counts, deliveries }),
		async close() {
			await counts?.close();
			await deliveries.close();
		},
	};
}

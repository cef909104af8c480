/** Claims of remedies that pay out, assembled. */
import type { Clock } from '../../core/clock.ts';
import type { Core } from '../../core/open-core.ts';
import type { ReportError } from '../../core/report-error.ts';
import type { Api, Services } from '../../http/context.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { claimKeyRoutes } from './claim-key-routes.ts';
import { claimRoutes } from './claim-routes.ts';
import { Claims } from './claims.ts';
import { ReferenceKey } from './reference-key.ts';
import { StoredClaimKeys } from './stored-claim-keys.ts';
import { StoredClaims } from './stored-claims.ts';
import { StoredOffers } from './stored-offers.ts';

interface Dependencies extends Core {
	readonly clock: Clock;
	readonly newId: () => string;
	readonly reportError: ReportError;
	readonly outbox: Outbox;
}

export interface OpenClaims {
	readonly claims: Claims;
	readonly keys: StoredClaimKeys;
	routes(api: Api, services: Services): void;
	/** Finishes what it does now. */
	close(): Promise<void>;
}

export async function openClaims(dependencies: Dependencies): Promise<OpenClaims> {
	const { privateStore, outbox } = dependencies;
	const keys = new StoredClaimKeys(dependencies);
	const offers = new StoredOffers(privateStore);
	const stored = new StoredClaims(privateStore);
	const claims = await Claims.open({
		...dependencies,
		...{ keys, offers, claims: stored, referenceKey: await ReferenceKey.open(privateStore) },
		tellBilling: (remedy, { id, at, ...claim }) =>
			outbox.send('billing-webhook', id, {
				at,
				type: 'remedy.claimed',
				data: { claim: id, remedy, ...claim },
			}),
	});
	return {
		...{ claims, keys },
		routes(api, services) {
			claimRoutes(api, services, { claims, stored, offers });
			claimKeyRoutes(api, services, keys);
		},
		close: () => claims.close(),
	};
}

/** Requests for contact, assembled. */
import type { Clock } from '../../core/clock.ts';
import type { Core } from '../../core/open-core.ts';
import type { ReportError } from '../../core/report-error.ts';
import type { Api, Services } from '../../http/context.ts';
import { ReferenceKey } from '../claims/reference-key.ts';
import type { StoredClaimKeys } from '../claims/stored-claim-keys.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { ContactOptions } from './contact-options.ts';
import { ContactRequests } from './contact-requests.ts';
import { contactRoutes } from './contact-routes.ts';
import type { StoredContactRequests } from './stored-contact-requests.ts';

/** The type of the message to the desk. */
export const contactRequested = 'contact.requested';

interface Dependencies extends Core {
	readonly clock: Clock;
	readonly reportError: ReportError;
	readonly keys: StoredClaimKeys;
	readonly stored: StoredContactRequests;
	readonly outbox: Outbox;
	/** `null`: the server accepts none. */
	readonly options: ContactOptions | null;
}

export interface OpenContact {
	routes(api: Api, services: Services): void;
	/** Finishes what it does now. */
	close(): Promise<void>;
}

export async function openContact(dependencies: Dependencies): Promise<OpenContact> {
	const { privateStore, outbox, stored, options } = dependencies;
	const requests =
		options &&
		(await ContactRequests.open({
			...dependencies,
			...{ keptDays: options.keptDays, referenceKey: await ReferenceKey.open(privateStore) },
			tellDesk: ({ id, at, notice, subject }, title) =>
				outbox.send('desk-webhook', id, {
					...{ at, type: contactRequested },
					data: { request: id, notice, title, subject },
				}),
		}));
	return {
		routes: (api, services) => contactRoutes(api, services, { requests, stored, options }),
		close: async () => requests?.close(),
	};
}

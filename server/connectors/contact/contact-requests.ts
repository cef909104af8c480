/**
 * Customers who ask for contact about a notice, each once: their request is stored, told to the desk
 * and erased after some days. Any number of servers may use one store. What a crash has left open is
 * finished at the next start.
 */
import { CandorError } from '../../../src/model/errors.ts';
import { type Notice, notice } from '../../../src/model/views/notices.ts';
import { type Clock, repeat } from '../../core/clock.ts';
import type { LiveState } from '../../core/live-state.ts';
import type { ReportError } from '../../core/report-error.ts';
import type { ReferenceKey } from '../claims/reference-key.ts';
import { clockToleranceMs } from '../claims/signed-token.ts';
import type { StoredClaimKeys } from '../claims/stored-claim-keys.ts';
import { type ContactToken, readContactToken } from './contact-token.ts';
import type { ContactRequest, StoredContactRequests } from './stored-contact-requests.ts';

/** How often what servers that died left open is finished, and old requests are erased. */
const sweepMs = 60_000;
const dayMs = 86_400_000;

interface Dependencies {
	readonly liveState: LiveState;
	readonly keys: StoredClaimKeys;
	readonly stored: StoredContactRequests;
	readonly referenceKey: ReferenceKey;
	readonly clock: Clock;
	readonly reportError: ReportError;
	/** How long a request is kept. */
	readonly keptDays: number;
	/** Stores the message to the desk. It may be called again for the same request. */
	readonly tellDesk: (request: ContactRequest, title: string | null) => Promise<void>;
}

export interface ContactResult {
	readonly request: ContactRequest;
	/** Whether the customer had asked before. */
	readonly isRepeated: boolean;
}

export class ContactRequests {
	readonly #dependencies: Dependencies;
	readonly #stopSweeping: () => void;
	#sweeping: Promise<void>;

	private constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
		this.#sweeping = this.#sweep();
		this.#stopSweeping = repeat(dependencies.clock, sweepMs, () => {
			this.#sweeping = this.#sweeping.then(() => this.#sweep());
		});
	}

	/** Finishes what a crash has left open. */
	static async open(dependencies: Dependencies): Promise<ContactRequests> {
		const requests = new ContactRequests(dependencies);
		await requests.#sweeping;
		return requests;
	}

	/** Throws CandorError with the reason for a refusal. Nothing is stored then. */
	async ask(token: string): Promise<ContactResult> {
		const { clock, keys, liveState, stored, referenceKey } = this.#dependencies;
		const now = clock.now();
		const given = await readContactToken(token, await keys.usable(), now);
		const about = notice(liveState.state, given.notice);
		if (!about)
			throw new CandorError(
				'not-found',
				`There is no notice "${given.notice}" any more. Sign a token for a notice that the page shows.`,
			);
		assertIsNewer(given, about);
		const id = referenceKey.hashOf(`contact ${about.id}@${Date.parse(about.value.openedAt)}`, given.sub);
		const at = new Date(now).toISOString();
		const made = { notice: about.id, subject: given.sub, at, isTold: false, deliveredAt: null };
		const isNew = await stored.add({ id, ...made });
		const request = isNew ? { id, ...made } : await stored.find(id);
		// Erased between the two.
		if (!request) return this.ask(token);
		if (!request.isTold) await this.#tell(request);
		return { request, isRepeated: !isNew };
	}

	async close(): Promise<void> {
		this.#stopSweeping();
		await this.#sweeping;
	}

	/** Each step may be repeated, by any server. */
	async #tell(request: ContactRequest): Promise<void> {
		const { liveState, stored, tellDesk } = this.#dependencies;
		await tellDesk(request, notice(liveState.state, request.notice)?.value.title ?? null);
		await stored.change(request.id, { isTold: true });
	}

	async #sweep(): Promise<void> {
		const { clock, keptDays, stored, reportError } = this.#dependencies;
		try {
			const oldest = clock.now() - keptDays * dayMs;
			for await (const request of stored.all()) {
				if (Date.parse(request.at) < oldest) await stored.remove(request.id);
				else if (!request.isTold) await this.#tell(request);
			}
		} catch (error) {
			reportError(error, 'requests for contact could not be sent or erased; it is tried again in a minute');
		}
	}
}

/** A former notice had the same id. */
function assertIsNewer({ iat }: ContactToken, { id, value }: Notice): void {
	if (iat * 1_000 + clockToleranceMs < Date.parse(value.openedAt))
		throw new CandorError(
			'claim-token-replayed',
			`The token was signed before the notice "${id}" was opened, for a former one with this id. Sign another one.`,
		);
}

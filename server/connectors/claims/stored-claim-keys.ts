/**
 * The keys with which the host's servers sign claim tokens, in the private store. Several are valid
 * at once, so that a key can be replaced without a gap.
 */
import { createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { CandorError } from '../../../src/model/errors.ts';
import type { Clock } from '../../core/clock.ts';
import type { PrivateStore } from '../../core/private-store/private-store.ts';

const kind = 'claim-key';
const mostKeys = 5;

export const claimAlgorithms = ['HS256', 'ES256'] as const;
export type ClaimAlgorithm = (typeof claimAlgorithms)[number];

const storedKey = z.object({
	algorithm: z.enum(claimAlgorithms),
	/** HS256: the secret itself, because a signature cannot be checked with its hash. ES256: the public key, as PEM. */
	value: z.string(),
	createdAt: z.iso.datetime(),
});
export type StoredClaimKey = z.infer<typeof storedKey> & { readonly id: string };

export interface ClaimKey {
	readonly id: string;
	readonly algorithm: ClaimAlgorithm;
	readonly key: KeyObject | Uint8Array;
}

/** `secret`: in no other answer. `null`: the host has the private key. */
export interface NewClaimKey extends Omit<StoredClaimKey, 'value'> {
	readonly secret: string | null;
}

interface Dependencies {
	readonly privateStore: PrivateStore;
	readonly clock: Clock;
	readonly newId: () => string;
}

export class StoredClaimKeys {
	readonly #dependencies: Dependencies;

	constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
	}

	/** Damaged keys are left out. */
	async all(): Promise<readonly StoredClaimKey[]> {
		return (await this.#dependencies.privateStore.list(kind)).flatMap(({ id, value }) => {
			const { data } = storedKey.safeParse(value);
			return data ? [{ id, ...data }] : [];
		});
	}

	/** For the check of a token. */
	async usable(): Promise<readonly ClaimKey[]> {
		return (await this.all()).map(({ id, algorithm, value }) => ({
			...{ id, algorithm },
			key: algorithm === 'HS256' ? new TextEncoder().encode(value) : createPublicKey(value),
		}));
	}

	/** Throws CandorError `invalid`: there are too many, or the public key cannot be used. */
	async assertNew(publicKey: string | undefined): Promise<void> {
		if (publicKey !== undefined) assertPublicKey(publicKey);
		if ((await this.all()).length >= mostKeys)
			throw invalid('publicKey', `There are ${mostKeys} claim keys already. Remove one first.`);
	}

	/** Throws CandorError as {@link assertNew}. */
	async add(publicKey: string | undefined): Promise<NewClaimKey> {
		await this.assertNew(publicKey);
		const { privateStore, clock, newId } = this.#dependencies;
		const secret = publicKey === undefined ? `candor_claims_${randomBytes(32).toString('base64url')}` : null;
		const id = newId();
		const algorithm: ClaimAlgorithm = secret === null ? 'ES256' : 'HS256';
		const createdAt = new Date(clock.now()).toISOString();
		await privateStore.put(kind, id, { algorithm, value: secret ?? publicKey, createdAt });
		return { id, algorithm, createdAt, secret };
	}

	/** Throws CandorError `not-found`. */
	async require(id: string): Promise<StoredClaimKey> {
		const found = (await this.all()).find((each) => each.id === id);
		if (found) return found;
		throw new CandorError(
			'not-found',
			`There is no claim key "${id}". List the keys to see their ids (candor remedy keys).`,
		);
	}

	async remove(id: string): Promise<void> {
		await this.#dependencies.privateStore.remove(kind, id);
	}
}

function assertPublicKey(pem: string): void {
	const advice = 'Send a public key for ES256 as PEM (openssl ec -in key.pem -pubout).';
	// Node would read the public part of it, but a private key must stay with the host.
	if (pem.includes('PRIVATE')) throw invalid('publicKey', `This is a private key. Keep it secret. ${advice}`);
	try {
		const { asymmetricKeyType: type, asymmetricKeyDetails: details } = createPublicKey(pem);
		if (type === 'ec' && details?.namedCurve === 'prime256v1') return;
	} catch {
		// The same sentence explains what can be used.
	}
	throw invalid('publicKey', `This is no public key of the curve P-256. ${advice}`);
}

const invalid = (path: string, message: string): CandorError =>
	new CandorError('invalid', message, [{ path, message }]);

/**
 * The data folder remembers that its server signs, so that a lost key file never means unsigned.
 */
import { CandorError } from '../../../src/model/errors.ts';
import type { PrivateStore } from '../private-store/private-store.ts';
import type { Keyring } from './keyring.ts';

const record = { kind: 'setup', id: 'signing' } as const;

interface Dependencies {
	readonly privateStore: PrivateStore;
	readonly keyring: Keyring;
	/** The key file; `null`: everything is in memory. */
	readonly path: string | null;
	/** The operator has ended signing on purpose. */
	readonly isUnsigned: boolean;
	readonly onError: (error: unknown) => void;
}

/**
 * Stores which key signs, now and whenever it changes. Throws CandorError `damaged` when there is
 * no key although the server has signed before: pages that pin its key would show nothing.
 */
export async function rememberSigning({
	privateStore,
	keyring,
	path,
	isUnsigned,
	onError,
}: Dependencies): Promise<void> {
	const remember = (kid: string): Promise<unknown> => privateStore.put(record.kind, record.id, { kid });
	const before = await privateStore.get(record.kind, record.id);
	const { kid } = keyring;
	if (kid !== null) {
		// A start must be possible on a disk that is full.
		if ((before?.value as { readonly kid?: unknown } | undefined)?.kid !== kid) await remember(kid);
	} else if (before && isUnsigned) await privateStore.remove(record.kind, record.id);
	else if (before)
		throw new CandorError(
			'damaged',
			`This server has signed with the key ${String((before.value as { readonly kid?: unknown }).kid)}, but the key file ${path} is missing. Without signatures, pages that pin the key would show nothing. Put the file back from a backup. If signing is to end, remove data-keys from every script tag, then start once with CANDOR_UNSIGNED=yes.`,
		);
	keyring.onKeyChange = (changed) => void remember(changed).catch(onError);
}

/**
 * Encryption of backups in the age format, so that the `age` tool opens them as well. The library is
 * loaded when it is needed: a server without backups does not pay for it.
 */
import type { Decrypter } from 'age-encryption';
import { CandorError } from '../../../src/model/errors.ts';

type Transform = (source: ReadableStream<Uint8Array>) => Promise<ReadableStream<Uint8Array>>;

/** The first bytes of a file in the age format. */
export const ageHeader = 'age-encryption.org/v1';

/**
 * Encrypts a stream to recipients such as `age1…`; with none it stays as it is. Throws CandorError
 * `invalid` for a text that is no recipient.
 */
export async function encryptionTo(recipients: readonly string[]): Promise<Transform> {
	if (recipients.length === 0) return async (source) => source;
	const { Encrypter } = await import('age-encryption');
	const encrypter = new Encrypter();
	for (const recipient of recipients)
		try {
			encrypter.addRecipient(recipient);
		} catch {
			throw new CandorError(
				'invalid',
				`"${recipient.slice(0, 100)}" is not an age recipient. Write the public key that age-keygen prints, which begins with age1.`,
			);
		}
	return (source) => encrypter.encrypt(source);
}

/**
 * Decrypts a stream with the identities of a file that age-keygen has written. Throws CandorError
 * `invalid` without one; the result throws `unauthorized` for a file that none of them opens, and
 * `damaged` for one that was changed or cut off.
 */
export async function decryptionWith(identityFile: string): Promise<Transform> {
	const identities = identityFile.split('\n').filter((line) => /^AGE-SECRET-KEY-/.test(line));
	const { Decrypter } = await import('age-encryption');
	const decrypter: Decrypter = new Decrypter();
	try {
		for (const identity of identities) decrypter.addIdentity(identity.trim());
	} catch {
		identities.length = 0;
	}
	if (identities.length === 0)
		throw new CandorError(
			'invalid',
			'The identity is not one of age. Use a file that age-keygen has written, with a line that begins with AGE-SECRET-KEY-1.',
		);
	return async (source) => {
		try {
			return checked(await decrypter.decrypt(source));
		} catch (error) {
			if (/no identity matched/.test(String(error)))
				throw new CandorError(
					'unauthorized',
					'This identity cannot open the backup. Use the identity of one of its recipients, which its manifest names.',
				);
			throw ofSource(error);
		}
	};
}

/** The source of the bytes has a reason of its own where it fails. */
const ofSource = (error: unknown): CandorError => (error instanceof CandorError ? error : damaged());

const damaged = (): CandorError =>
	new CandorError(
		'damaged',
		'The backup was changed or cut off after it was written: its encryption does not match. Use another backup.',
	);

/** Errors of the decryption itself, which come while the stream is read. */
function checked(source: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
	const reader = source.getReader();
	return new ReadableStream({
		async pull(controller) {
			try {
				const { done, value } = await reader.read();
				if (done) controller.close();
				else controller.enqueue(value);
			} catch (error) {
				controller.error(ofSource(error));
			}
		},
		cancel: (reason) => reader.cancel(reason),
	});
}

/**
 * The keys of a running server: signs with the current one, and notices when the key file changes.
 */
import { statSync } from 'node:fs';
import type { Logger } from 'pino';
import { CandorError } from '../../../src/model/errors.ts';
import type { Clock } from '../clock.ts';
import { detachedJws, type Signed } from './jws.ts';
import { readKeyFile } from './key-file.ts';
import { type PublicKey, publicKey, type SigningKey } from './keys.ts';
import type { Keys } from './stored-keys.ts';

export interface KeyringOptions {
	/** The key file; `null`: nothing is signed. */
	readonly path: string | null;
	/** Whether the operator has named the file, so that a missing file is an error. */
	readonly required: boolean;
	/** How long a signature is valid, days. */
	readonly days: number;
	readonly clock: Clock;
	readonly logger: Logger;
}

/** The key file is checked when something is signed, at most this often. A check is one `stat`. */
const checkIntervalMs = 1_000;
const secondsPerDay = 86_400;

export class Keyring {
	/** Called with the id of the key that signs, when the file has changed. */
	onKeyChange: (kid: string) => void = () => undefined;
	readonly #options: KeyringOptions;
	#keys: Keys | null = null;
	/** Of the file that was read last. */
	#fingerprint: string | null = null;
	#checkedAt = Number.NEGATIVE_INFINITY;

	/**
	 * Throws CandorError `damaged` for a damaged key file, and for a missing one that is `required`.
	 */
	constructor(options: KeyringOptions) {
		this.#options = options;
		const { path, required, logger, clock } = options;
		if (path === null) return;
		this.#checkedAt = clock.now();
		this.#fingerprint = fingerprintOf(path);
		this.#keys = readKeyFile(path);
		if (this.#keys) {
			logger.info({ kid: this.#keys.signs }, 'signing enabled');
			if (isReadableByOthers(path))
				logger.warn(`Other users of this machine can read the key file ${path}. Change its mode: chmod 600.`);
		} else if (required)
			throw new CandorError(
				'damaged',
				`There is no key file ${path}, which CANDOR_KEYS names. Create it with "candor keys create", put it back, or unset CANDOR_KEYS.`,
			);
	}

	/** The id of the key that signs; `null` while nothing is signed. */
	get kid(): string | null {
		return this.#signingKey()?.kid ?? null;
	}

	/** The detached JWS over exactly this text; `null` while nothing is signed. */
	sign(name: Signed, text: string): string | null {
		const key = this.#signingKey();
		if (!key) return null;
		const iat = Math.floor(this.#options.clock.now() / 1000);
		return detachedJws(key, name, text, { iat, exp: iat + this.#options.days * secondsPerDay });
	}

	/** The public keys. The one that signs comes first. */
	publicKeys(): readonly PublicKey[] {
		const signingKey = this.#signingKey();
		const others = this.#keys?.keys.filter((key) => key !== signingKey) ?? [];
		return signingKey ? [signingKey, ...others].map(publicKey) : [];
	}

	#signingKey(): SigningKey | undefined {
		this.#readChangedFile();
		return this.#keys?.keys.find(({ kid }) => kid === this.#keys?.signs);
	}

	/** A file that has become unreadable is logged once, and the last keys stay in use. */
	#readChangedFile(): void {
		const { path, clock, logger } = this.#options;
		const now = clock.now();
		// `abs`: the clock may have been set back.
		if (path === null || Math.abs(now - this.#checkedAt) < checkIntervalMs) return;
		this.#checkedAt = now;
		const fingerprint = fingerprintOf(path);
		if (fingerprint === this.#fingerprint) return;
		this.#fingerprint = fingerprint;
		try {
			const keys = readKeyFile(path);
			if (keys === null)
				throw new CandorError(
					'damaged',
					`The key file ${path} was deleted. Put it back before the next start.`,
				);
			this.#keys = keys;
			logger.info({ kid: keys.signs }, 'key file reloaded');
			this.onKeyChange(keys.signs);
		} catch (error) {
			logger.error({ err: error }, 'key file cannot be read; the last keys stay in use');
		}
	}
}

/** Changes whenever the file is replaced or written. */
function fingerprintOf(path: string): string {
	try {
		const { ino, mtimeMs, size } = statSync(path);
		return `${ino} ${mtimeMs} ${size}`;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code ?? 'unknown';
	}
}

/** Always `false` on Windows, which has no such modes. */
const isReadableByOthers = (path: string): boolean =>
	process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0;

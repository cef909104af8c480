/**
 * The running server's keys: signs with the one that is in use, and notices when the key file has
 * changed.
 */
import { statSync } from 'node:fs';
import type { Logger } from 'pino';
import { CandorError } from '../../../src/model/errors.ts';
import type { Clock } from '../clock.ts';
import { detachedJws, type Signed } from './jws.ts';
import { type Keys, readKeyFile } from './key-file.ts';
import { type PublicKey, publicKey, type SigningKey } from './keys.ts';

export interface KeyringOptions {
	/** `null`: nothing is signed. */
	readonly path: string | null;
	/**
	 * Somebody named the file: that it is not there is a mistake, and no reason to go on unsigned.
	 */
	readonly required: boolean;
	/** How long a signature is good for, in days. */
	readonly days: number;
	readonly clock: Clock;
	readonly logger: Logger;
}

/**
 * How often the file is looked at, at the most, in milliseconds: one `stat`, when something is
 * signed.
 */
const lookMs = 1_000;
const secondsOfDay = 86_400;

export class Keyring {
	readonly #options: KeyringOptions;
	#keys: Keys | null = null;
	#seen: string | null = null;
	#lookedAt = Number.NEGATIVE_INFINITY;

	/**
	 * Throws CandorError `damaged` for a file that holds no whole keys, or for one that is missing
	 * and `required`.
	 */
	constructor(options: KeyringOptions) {
		this.#options = options;
		const { path, required, logger, clock } = options;
		if (path === null) return;
		this.#lookedAt = clock.now();
		this.#seen = markOf(path);
		this.#keys = readKeyFile(path);
		if (this.#keys) {
			logger.info({ kid: this.#keys.signs }, 'frames are signed');
			if (isShared(path))
				logger.warn(
					`Other users of this machine may read the key file ${path}. Take that from them: chmod 600.`,
				);
		} else if (required)
			throw new CandorError(
				'damaged',
				`There is no key file ${path}, which CANDOR_KEYS names. Make it with "candor keys create", put it back, or leave CANDOR_KEYS out.`,
			);
	}

	/** Of the key that signs now; `null` while nothing is signed. */
	get kid(): string | null {
		return this.#signer()?.kid ?? null;
	}

	/** The detached JWS over exactly this text; `null` while nothing is signed. */
	sign(name: Signed, text: string): string | null {
		const key = this.#signer();
		if (!key) return null;
		const iat = Math.floor(this.#options.clock.now() / 1000);
		return detachedJws(key, name, text, { iat, exp: iat + this.#options.days * secondsOfDay });
	}

	/** The public keys, the one that signs first. */
	publicKeys(): readonly PublicKey[] {
		const signer = this.#signer();
		const others = this.#keys?.keys.filter((key) => key !== signer) ?? [];
		return signer ? [signer, ...others].map(publicKey) : [];
	}

	#signer(): SigningKey | undefined {
		this.#look();
		return this.#keys?.keys.find(({ kid }) => kid === this.#keys?.signs);
	}

	/**
	 * A file that has become unreadable is told once and changes nothing: the last keys go on
	 * signing.
	 */
	#look(): void {
		const { path, clock, logger } = this.#options;
		const now = clock.now();
		// The clock may have been set back.
		if (path === null || Math.abs(now - this.#lookedAt) < lookMs) return;
		this.#lookedAt = now;
		const mark = markOf(path);
		if (mark === this.#seen) return;
		this.#seen = mark;
		try {
			const keys = readKeyFile(path);
			if (keys === null)
				throw new CandorError('damaged', `The key file ${path} is gone. Put it back before the next start.`);
			this.#keys = keys;
			logger.info({ kid: keys.signs }, 'the key file has changed');
		} catch (error) {
			logger.error({ err: error }, 'the key file cannot be read: what signed before goes on signing');
		}
	}
}

/** What is another when the file is. */
function markOf(path: string): string {
	try {
		const { ino, mtimeMs, size } = statSync(path);
		return `${ino} ${mtimeMs} ${size}`;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code ?? 'unknown';
	}
}

/** Windows has no such permissions. */
const isShared = (path: string): boolean =>
	process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0;

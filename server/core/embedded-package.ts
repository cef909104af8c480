/**
 * The package inside the single-file build (docs/how-to/release.md), where no file lies beside the
 * program. The packages of npm have none: there, everything is read from the package's folder.
 */
import { readFile } from 'node:fs/promises';

export interface EmbeddedPackage {
	readonly version: string;
	/** This program, as a path. */
	readonly program: string;
	/** The first argument with which the program is a worker process. */
	readonly workerArgument: string;
	/**
	 * A file of the package, by its path in `dist`, such as `locales/de.json`; `undefined` where there
	 * is none. Throws CandorError `damaged` when the program's own file was changed meanwhile.
	 */
	file(path: string): Buffer | undefined;
	/** The driver of SQLite. Throws where it has no program for this system. */
	sqliteDriver(): unknown;
}

let embedded: EmbeddedPackage | undefined;

/** The entry of the single-file build calls it before it imports anything else. */
export function embedPackage(given: EmbeddedPackage): void {
	embedded = given;
}

/** `undefined` in the packages of npm. */
export const embeddedPackage = (): EmbeddedPackage | undefined => embedded;

/**
 * The text of a data file of the package.
 *
 * @param path - Its path in `dist`.
 * @param url - Where it is when nothing is embedded, from source too.
 */
export const readDataFile = async (path: string, url: URL): Promise<string> =>
	embedded?.file(path)?.toString('utf8') ?? readFile(url, 'utf8');

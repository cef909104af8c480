/** The version of this package. */
import { createRequire } from 'node:module';

export const { version } = createRequire(import.meta.url)('candor-server/package.json') as {
	readonly version: string;
};

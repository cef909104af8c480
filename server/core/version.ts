/** The version of this package. */
import { createRequire } from 'node:module';

export const { version } = createRequire(import.meta.url)('candor/package.json') as {
	readonly version: string;
};

/** The version of this package. */
import { createRequire } from 'node:module';
import { embeddedPackage } from './embedded-package.ts';

export const { version } =
	embeddedPackage() ??
	(createRequire(import.meta.url)('candor-server/package.json') as {
		readonly version: string;
	});

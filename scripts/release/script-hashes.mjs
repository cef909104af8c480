import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** The scripts that a tag or an import of a page may name. */
const named = /^(?:candor|candor-from|define|index|push|reach|candor-sw|chunk-[\w-]+)\.js$/;

/** The value of the attribute `integrity` for each script, by its name. */
export function scriptHashes() {
	const names = readdirSync('dist').filter((name) => named.test(name));
	const hashOf = (name) =>
		createHash('sha384')
			.update(readFileSync(`dist/${name}`))
			.digest('base64');
	return Object.fromEntries(names.sort().map((name) => [name, `sha384-${hashOf(name)}`]));
}

/** The licences of packages, from their folders. */
import { readdirSync, readFileSync } from 'node:fs';

/**
 * The folders of the packages that modules are from, sorted.
 *
 * @param {readonly string[]} modules Paths, from the top of the checkout.
 */
export const packagesOf = (modules) =>
	[
		...new Set(modules.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? [])),
	].sort();

/** Packages that are published under the licence of another one, in whose repository they are. */
const licensedBy = [{ packages: /^node_modules\/@libsql\//, source: 'node_modules/libsql' }];

/** Packages that name MIT as their licence and are published without its text. */
const withoutText = new Set([
	'@hono/zod-openapi',
	'@hono/zod-validator',
	'http_ece',
	'pg-types',
	'pgpass',
	'standardwebhooks',
]);

const isLicence = (name) => /^(?:licen[cs]e|copying|notice)/i.test(name);

/**
 * The name, the version and the licence of the package in a folder. Throws for a package whose
 * licence has no text that can be published with its code.
 *
 * @param {string} folder
 */
export function noticeOf(folder) {
	const { name, version, license, author, repository } = JSON.parse(
		readFileSync(`${folder}/package.json`, 'utf8'),
	);
	const { source } = licensedBy.find(({ packages }) => packages.test(folder)) ?? { source: folder };
	const files = readdirSync(source).filter(isLicence).sort();
	const texts = files.map((file) => readFileSync(`${source}/${file}`, 'utf8').trim());
	if (texts.length === 0 && license === 'MIT' && withoutText.has(name))
		texts.push(mitOf(author?.name ?? author ?? `the authors of ${repository.url ?? repository}`));
	if (texts.length === 0)
		throw new Error(
			`${name} has no licence file to publish with its code. Say in package-notices.mjs what it is published under.`,
		);
	return [`${name} ${version} (${license})`, ...texts].join('\n\n');
}

/** The text that a licence named "MIT" stands for. Our own licence has it too. */
function mitOf(holder) {
	const [title = '', , ...terms] = readFileSync('LICENSE', 'utf8').trim().split('\n\n');
	return [title, `Copyright (c) ${holder}`, ...terms].join('\n\n');
}

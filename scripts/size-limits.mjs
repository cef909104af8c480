/**
 * The size limits, bytes after brotli 11: about 5 % above the size at the time, so that a fix fits
 * and a new dependency does not. A limit is raised only by a record in docs/decisions/.
 *
 * @typedef {object} Part
 * @property {string} name
 * @property {string} file In `dist`.
 * @property {number} limit
 * @property {string} downloadedBy
 * @property {string} reason Why the limit is what it is.
 */
import { readFileSync } from 'node:fs';

/** The script names its second file by its hash. */
const [elementsFile = ''] = readFileSync('dist/candor.js', 'utf8').match(/chunk-[\w-]+\.js/) ?? [];

/** @type {readonly Part[]} */
export const parts = [
	{
		name: 'embed',
		file: 'candor.js',
		limit: 16_000,
		downloadedBy: 'every page',
		reason: 'docs/decisions/0082-second-file-with-the-bar.md',
	},
	{
		name: 'elements',
		file: elementsFile,
		limit: 47_000,
		downloadedBy: 'every page, at low priority; with saveData only where it is needed',
		reason:
			'Lit, every element, the details of the banner: one file, which no outage has to deliver; docs/decisions/0146-second-file-with-follow-ups.md',
	},
	{
		name: 'from',
		file: 'candor-from.js',
		limit: 17_400,
		downloadedBy: 'pages over the feed of another vendor',
		reason: 'candor.js, and how records are made of a feed; docs/decisions/0127-another-vendors-feed.md',
	},
	{
		name: 'worker',
		file: 'candor-sw.js',
		limit: 7_450,
		downloadedBy: 'browsers of products that register it, once',
		reason:
			'half of it are the sentences of seven languages, which must be there when nothing can be fetched',
	},
	{
		name: 'reachability',
		file: 'reach.js',
		limit: 3_700,
		downloadedBy: 'pages with data-watch',
		reason: 'loaded beside the page’s own requests, which it must not delay',
	},
	{
		name: 'counts',
		file: 'candor-counts.js',
		limit: 4_000,
		downloadedBy: 'pages with data-counts="on"',
		reason: 'docs/decisions/0159-counts-without-identifiers.md',
	},
	{
		name: 'push',
		file: 'push.js',
		limit: 1_200,
		downloadedBy: 'status pages and products that offer notifications',
		reason: 'docs/decisions/0150-web-push.md',
	},
	{
		name: 'define',
		file: 'define.js',
		limit: 52_000,
		downloadedBy: 'pages that load the elements without the script tag',
		reason: 'the client and the elements in one file; docs/decisions/0146-second-file-with-follow-ups.md',
	},
];

/** `import 'candor/define'` in an application, bytes after gzip 9. */
export const application = {
	limit: 62_000,
	aim: 38_000,
	reason: 'docs/decisions/0146-second-file-with-follow-ups.md',
};

/** The first load of the console, bytes after brotli 11: all that comes until its first screen. */
export const operatorConsole = {
	limit: 90_000,
	reason: 'docs/decisions/0092-console.md',
};

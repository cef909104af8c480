import { readdirSync } from 'node:fs';

/**
 * The test files below a folder, sorted, whose path contains one of `parts`; without parts, all.
 *
 * @param {string} folder
 * @param {readonly string[]} parts
 */
export const testFiles = (folder, parts) =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((file) => `${folder}/${file}`.replaceAll('\\', '/'))
		.filter((file) => file.endsWith('.test.ts'))
		.filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)))
		.sort();

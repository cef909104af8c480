import { dirname, resolve } from 'node:path';

/**
 * In some bundles other modules stand in for those that are named. `modules`: paths from the project's folder.
 *
 * @param {Readonly<Record<string, string>>} modules
 * @returns {import('rollup').Plugin}
 */
export const standIns = (modules) => ({
	name: 'stand-ins',
	resolveId(source, importer) {
		if (!importer || !source.startsWith('.')) return null;
		const wanted = resolve(dirname(importer), source);
		const found = Object.entries(modules).find(([module]) => resolve(module) === wanted);
		return found ? resolve(found[1]) : null;
	},
});

/** Packages of a lock file, as npm installs them. */

/**
 * @typedef {object} Locked An entry of the lock file.
 * @property {string} name
 * @property {string} version
 * @property {string} [integrity]
 * @property {string} license An SPDX identifier or expression.
 * @property {boolean} isOptional
 * @property {string[]} dependsOn The `name@version` of each package that it needs.
 */

const idOf = ({ name, version }) => `${name}@${version}`;

/**
 * Everything that the packages at `roots` need, with the roots: their dependencies and the optional
 * ones, without those for development and without peers that an application brings.
 *
 * @param {any} lock
 * @param {readonly string[]} roots Paths in the lock file; the checkout itself is the empty path.
 * @returns {Map<string, Locked>} By `name@version`, sorted.
 */
export function lockedPackages({ packages }, roots) {
	/** @type {Map<string, Locked>} */
	const found = new Map();
	const pathOf = (from, dependency) => {
		for (let folder = from; ; folder = folder.replace(/(?:^|\/)[^/]*$/, '')) {
			const path = `${folder}${folder && '/'}node_modules/${dependency}`;
			if (packages[path]) return packages[path].link ? packages[path].resolved : path;
			if (folder === '') return null;
		}
	};
	function visit(path, isOptional) {
		const entry = packages[path];
		const name = entry.name ?? path.replace(/^.*node_modules\//, '');
		const id = idOf({ name, version: entry.version });
		const known = found.get(id);
		if (known && (isOptional || !known.isOptional)) return id;
		const { version, integrity, license } = entry;
		/** @type {Locked} */
		const locked = { name, version, integrity, license, isOptional, dependsOn: [] };
		found.set(id, locked);
		const { dependencies = {}, optionalDependencies = {} } = entry;
		for (const dependency of Object.keys({ ...dependencies, ...optionalDependencies }).sort()) {
			const target = pathOf(path, dependency);
			const canBeMissing = dependency in optionalDependencies;
			if (target !== null) locked.dependsOn.push(visit(target, isOptional || canBeMissing));
			else if (!canBeMissing) throw new Error(`${id} needs ${dependency}, which package-lock.json lacks.`);
		}
		return id;
	}
	for (const root of roots) visit(root, false);
	return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * The software bill of materials, in CycloneDX 1.5: what the packages install, and what the browser
 * files contain. It is written from the lock file, because `npm sbom` leaves out what the tools of
 * the checkout need too (docs/decisions/0154-software-bill.md).
 */
import { createHash } from 'node:crypto';
import { lockedPackages } from './lock-packages.mjs';

/** The titles of the notices, such as `lit-html 3.3.3 (BSD-3-Clause)`. */
const titles = /^(\S+) \d+\.\d+\.\d+\S* \([^)\n]+\)$/gm;

/**
 * @param {any} lock The content of package-lock.json.
 * @param {string} notices The notices of what the browser files contain.
 */
export function softwareBill(lock, notices) {
	const bundled = [...notices.matchAll(titles)].map(([, name]) => `node_modules/${name}`);
	const packages = lockedPackages(lock, ['', 'server', ...bundled]);
	const { name, version } = lock.packages[''];
	const own = `${name}@${version}`;
	const root = packages.get(own);
	if (!root) throw new Error(`package-lock.json has no entry for ${own}.`);
	const components = [...packages].filter(([id]) => id !== own).map(componentOf);
	const content = {
		metadata: {
			lifecycles: [{ phase: 'build' }],
			component: { ...reference(own, root), type: 'application' },
		},
		components,
		dependencies: [...packages].map(([ref, { dependsOn }]) => ({ ref, dependsOn })),
	};
	return {
		$schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
		bomFormat: 'CycloneDX',
		specVersion: '1.5',
		serialNumber: serialNumberOf(content),
		version: 1,
		...content,
	};
}

const reference = (id, { name, version, license }) => ({
	'bom-ref': id,
	name,
	version,
	// In a package URL, the scope's @ is escaped.
	purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
	licenses: [/ /.test(license) ? { expression: license } : { license: { id: license } }],
});

function componentOf([id, locked]) {
	const { integrity, isOptional } = locked;
	const content = integrity && Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');
	return {
		type: 'library',
		...reference(id, locked),
		scope: isOptional ? 'optional' : 'required',
		...(content && { hashes: [{ alg: 'SHA-512', content }] }),
	};
}

/** The same for the same content: a random one would make every build another file. */
function serialNumberOf(content) {
	const hex = createHash('sha256').update(JSON.stringify(content)).digest('hex');
	// Version 8 of UUIDs is for other ways to make one (RFC 9562).
	const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
	return `urn:uuid:${[...parts, hex.slice(20, 32)].join('-')}`;
}

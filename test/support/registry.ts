/**
 * A package registry on this machine: it serves our packages as npm packs them, and every package
 * of node_modules. npm installs from it as from any other, without a network.
 */
import { createReadStream, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-fs';

/** The folders of node_modules that hold a package, one for each version that is installed. */
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
	packages: Record<string, { link?: true }>;
};
const foldersOf = (name: string): string[] =>
	Object.entries(lock.packages)
		.filter(([path, { link }]) => path.endsWith(`node_modules/${name}`) && !link)
		.map(([path]) => path)
		.filter((path) => manifestIn(path) !== null);

/** Optional packages for other systems are in the lock file, and not on the disk. */
function manifestIn(folder: string): { name: string; version: string } | null {
	try {
		return JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
	} catch {
		return null;
	}
}

export interface OwnPackage {
	readonly name: string;
	readonly folder: string;
	/** The path of the file that npm packed. */
	readonly tarball: string;
}

/** Starts the registry. The caller closes it. */
export async function startRegistry(own: readonly OwnPackage[]): Promise<{ url: string; close(): void }> {
	const server = createServer(async ({ url: path = '' }, response) => {
		const [name = '', folder] = path.slice(1).split('/-/').map(decodeURIComponent);
		const ownPackage = own.find((each) => each.name === name);
		if (folder === undefined)
			sendVersions(response, name, ownPackage ? [ownPackage.folder] : foldersOf(name));
		else if (ownPackage) await pipeline(createReadStream(ownPackage.tarball), response);
		else await sendFolder(response, folder);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	function sendVersions(response: ServerResponse, name: string, folders: readonly string[]): void {
		response.setHeader('content-type', 'application/json');
		if (folders.length === 0) {
			response.writeHead(404).end('{}');
			return;
		}
		const versions = folders.map((folder) => {
			const manifest = manifestIn(folder) as { version: string };
			const tarball = `${url}/${encodeURIComponent(name)}/-/${encodeURIComponent(folder)}`;
			return [manifest.version, { ...manifest, dist: { tarball } }] as const;
		});
		const latest = versions[0]?.[0];
		response.end(JSON.stringify({ name, 'dist-tags': { latest }, versions: Object.fromEntries(versions) }));
	}

	return {
		url,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}

const sendFolder = (response: ServerResponse, folder: string): Promise<void> =>
	pipeline(
		pack(folder, {
			ignore: (path) => path.slice(folder.length).includes('/node_modules/'),
			map: (header) => ({ ...header, name: `package/${header.name}` }),
		}),
		createGzip({ level: 1 }),
		response,
	);

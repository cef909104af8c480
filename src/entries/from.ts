/**
 * The script tag over another vendor's feed:
 * `<script async src="https://cdn.example/candor-from.js" data-from="statuspage"
 * data-server="https://status.example.com"></script>`. It shows the same bar and the same elements
 * as candor.js, and needs no Candor server: it asks for the vendor's JSON once a minute, with the
 * back-off of every feed.
 *
 * Attributes: `data-from` names the vendor, `data-server` its page or the address of the JSON. The
 * others are those of candor.js.
 */
import { setFeedReader } from '../client/connection/feed-reader.ts';
import { createFeed } from '../client/feed/feed.ts';
import { shared } from '../client/feed/registry.ts';
import { normalizeSource } from '../client/feed/settings.ts';
import { frameOf } from '../client/vendor-feeds/to-frame.ts';
import betterstack from '../model/vendor-feeds/betterstack.ts?chunk';
import cstate from '../model/vendor-feeds/cstate.ts?chunk';
import incidentIo from '../model/vendor-feeds/incident-io.ts?chunk';
import instatus from '../model/vendor-feeds/instatus.ts?chunk';
import openstatus from '../model/vendor-feeds/openstatus.ts?chunk';
import statuspage from '../model/vendor-feeds/statuspage.ts?chunk';
import type { VendorFeed } from '../model/vendor-feeds/vendor-state.ts';
import type { SnapshotFrame } from '../model/wire/frames.ts';
import { type Chunk, chunkLoader } from './load-chunk.ts';
import { defineBanner, findTag, namedServer, startTag } from './script-tag.ts';

const vendors: Readonly<Record<string, Chunk>> = {
	statuspage,
	'incident-io': incidentIo,
	openstatus,
	betterstack,
	instatus,
	cstate,
};

const script = findTag(/\/candor-from\.js($|[?#])/);

/** The JSON is as new as the answer to its request: vendors do not say when they wrote it. */
function reader(vendor: VendorFeed, address: string): (text: string) => SnapshotFrame {
	let before = '';
	let seq = 0;
	return (text) => {
		const now = Date.now();
		const state = vendor.read(JSON.parse(text), now);
		// Maintenance can begin or end by the clock alone.
		const content = JSON.stringify(state);
		// Grows also from one visit to the next, whose state is stored.
		if (content !== before) seq = Math.max(seq + 1, now);
		before = content;
		return frameOf(state, seq, now, address);
	};
}

async function start(): Promise<void> {
	defineBanner();
	const { from = '' } = script?.dataset ?? {};
	const server = script && normalizeSource(namedServer(script));
	if (!script || !server || server.includes(' ') || !Object.hasOwn(vendors, from))
		return console.warn(
			`Candor needs data-server, the address of the status page, and data-from: ${Object.keys(vendors).join(', ')}.`,
		);
	// Bundlers and inline scripts have no address: the files are beside the vendor's page then.
	const loadChunk = chunkLoader(
		() => [script.src].filter(Boolean),
		script.nonce,
		() => undefined,
	);
	const { feed: vendor } = (await loadChunk(vendors[from] as Chunk)) as { feed: VendorFeed };
	const address = /\.json$|\/json$|\/summary$/.test(server) ? server : `${server}/${vendor.path}`;
	setFeedReader(reader(vendor, address));
	const { feeds } = shared();
	const settings = { source: '', mirrors: address, site: address };
	feeds?.set(
		server,
		createFeed(settings, window, () => feeds.delete(server)),
	);
	await startTag(script, server);
}

void start().catch((error) => console.warn('Candor:', error));

/**
 * The second file of the script tag: the banner's details in every language, and the other
 * elements. The script loads it while all is well, under a name with its hash and with
 * integrity, so that a page that pins the script needs to trust nothing else.
 */

import { returnToPrimary } from '../client/connection/health-check.ts';
import { followServers } from '../client/connection/learned-servers.ts';
import type { ReturnToPrimary } from '../client/connection/primary-check.ts';
import { fetchAround } from '../client/http/fetch-around.ts';
import type { WayAround } from '../client/http/page-fetch.ts';
import type { Feed } from '../client/index.ts';
import { type PageClient, provideClient } from '../client/page-client.ts';
import { setReachListener } from '../client/reach.ts';
import { visitorFlagsFor } from '../client/storage/visitor-flags.ts';
import type { countPage } from '../counts/index.ts';
import counts from '../counts/index.ts?chunk';
import type { BannerContent } from '../elements/banner/content.ts';
import { translatedContent } from '../elements/banner/translated-content.ts';
import { definitions } from '../elements/definitions.ts';
import { setCatalogue } from '../elements/i18n/set-catalogue.ts';
import { listenInPage } from '../elements/shared/page-events.ts';
import { dispatchChanges, pageState } from '../elements/shared/page-state.ts';
import { renderAll } from '../elements/shared/render-all.ts';
import { visitorContext } from '../elements/shared/visitor-context.ts';
import { yieldToMain } from '../elements/shared/yield-to-main.ts';
import type { watchAsTagged } from '../reachability/index.ts';
import reachability from '../reachability/index.ts?chunk';
import type { TagData } from '../reachability/tag.ts';
import type { LoadChunk } from './load-chunk.ts';

/** What the script hands over. */
export interface FirstFile {
	readonly client: PageClient;
	readonly feed: Feed;
	/** The attributes of the script tag. */
	readonly dataset: TagData & { readonly keys?: string; readonly counts?: string };
	readonly loadChunk: LoadChunk;
	readonly provideWayAround: (wayAround: WayAround) => void;
	readonly providePrimaryCheck: (check: ReturnToPrimary) => void;
	/** Sets the content of every banner. */
	readonly setContent: (content: BannerContent) => void;
}

/** Takes over from the script. Each step has its own task, so that none is long on a slow phone. */
export async function start(first: FirstFile): Promise<void> {
	const { client, feed, dataset, setContent } = first;
	provideClient(client);
	first.provideWayAround(fetchAround);
	first.providePrimaryCheck(returnToPrimary);
	setContent(translatedContent);
	await yieldToMain();
	// Not an assignment: a page that has frozen its global must not make this throw.
	const page = client.shared();
	Reflect.set(page, 'setCatalogue', setCatalogue);
	// The first file has no room to warn about the name of an event.
	Reflect.set(page, 'on', listenInPage);
	Reflect.defineProperty(page, 'state', { get: () => pageState(feed), configurable: true });
	dispatchChanges(feed);
	if (dataset.keys !== undefined) followServers(feed);
	for (const define of definitions) {
		await yieldToMain();
		define();
	}
	await Promise.all([
		dataset.watch !== undefined && startWatch(first),
		dataset.counts === 'on' && startCounts(first),
	]);
}

async function startWatch({ feed, dataset, loadChunk }: FirstFile): Promise<void> {
	const module = (await loadChunk(reachability)) as { watchAsTagged: typeof watchAsTagged };
	module.watchAsTagged(feed, dataset);
}

async function startCounts({ feed, loadChunk }: FirstFile): Promise<void> {
	const module = (await loadChunk(counts)) as { countPage: typeof countPage };
	module.countPage({
		...{ feed, flags: visitorFlagsFor(feed.source), listen: setReachListener },
		visitor: () => visitorContext(document.documentElement),
	});
	// What is on the page already is reported.
	renderAll();
}

/**
 * The script tag: `<script async src="https://status.example.com/candor.js"></script>`. It connects
 * to the status server, checks signatures and puts a banner into the page that shows everything a
 * visitor must know in an outage. A second file (elements.ts) holds the banner's details in the visitor's language
 * and the other elements.
 *
 * Attributes: `data-server`, or its older name `data-src`, names the status server if it is not the
 * script's own folder; the address is relative to the page. `data-keys`, `data-site` and
 * `data-mirrors` are settings of the feed. `data-placement` is the banner's `placement`, `none` for
 * no banner, `data-space` its `space`, and `data-into` its `into`. `data-context` is what the page knows about its visitor,
 * as JSON. `data-watch…` see src/reachability/tag.ts,
 * and `data-counts="on"` src/counts.
 */
import { defineBanner, findTag, namedServer, startTag } from './script-tag.ts';

const script = findTag(/\/candor\.js($|[?#])/);

async function start(): Promise<void> {
	defineBanner();
	if (!script) return console.warn('Candor found no script tag: name the server in data-server.');
	await startTag(script, namedServer(script) || new URL('.', script.src).href);
}

void start().catch((error) => console.warn('Candor:', error));

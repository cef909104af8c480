/**
 * A page that pins keys and can load nothing but candor.js shows a signed notice, under every
 * Content Security Policy: the script needs no second file to check a signature or to draw.
 */
import { expect, waitUntil } from '@open-wc/testing';
import { nonce, policies } from '../../policies/policies.ts';
import { aNotice } from '../support/fake-feed.ts';
import { aSigner, base64url, framed, type Signer } from '../support/signer.ts';

const title = 'Card payments are failing';
const { origin } = location;

/**
 * An address that answers as `answer` says, also with a path after it; see scripts/test-routes.mjs.
 */
const answering = (answer: object): string => `${origin}/answer/${base64url(JSON.stringify(answer))}`;

/** The address of a status server whose stream is one signed snapshot. */
async function aServer(signer: Signer): Promise<string> {
	const at = new Date().toISOString();
	const snapshot = JSON.stringify({
		v: 1,
		seq: 1,
		at,
		site: 'site-a',
		policy: { mode: 'stream', intervalMs: 30_000 },
		heartbeatMs: 15_000,
		records: [{ kind: 'notice', id: 'n', seq: 1, value: aNotice({ title, openedAt: at }) }],
	});
	return answering({
		headers: { 'content-type': 'text/event-stream' },
		body: base64url(framed('snapshot', snapshot, await signer.sign('snapshot', snapshot))),
		end: 'never',
		only: 'v1/stream',
	});
}

/** A page in an iframe, with the policy in its header. */
function open(policy: string, html: string): HTMLIFrameElement {
	const frame = document.createElement('iframe');
	const headers = {
		'content-type': 'text/html; charset=utf-8',
		...(policy && { 'content-security-policy': policy }),
	};
	frame.src = `${answering({ headers, body: base64url(html) })}/`;
	document.body.append(frame);
	return frame;
}

/** The title that the page's banner shows. */
function shownTitle({ contentDocument: page }: HTMLIFrameElement): string | null {
	const root = page?.querySelector('candor-banner')?.shadowRoot;
	const card = root?.querySelector('section');
	return card?.hidden === false ? (root?.querySelector('h2')?.textContent ?? null) : null;
}

describe('With nothing but candor.js, a page that pins keys', () => {
	afterEach(async () => {
		for (const frame of document.querySelectorAll('iframe')) frame.remove();
		await fetch('/alone/end');
	});

	for (const [way, what] of [
		['absent', 'a second file that is missing'],
		['never', 'a second file that never arrives'],
	])
		for (const { name, header, own } of policies)
			it(`and ${what} shows a signed notice, under ${name}`, async () => {
				const signer = await aSigner();
				const server = await aServer(signer);
				const ownLit = own
					? `<script type="module" src="${origin}/test/browser/support/own-lit.ts"></script>`
					: '';
				const frame = open(
					header(origin),
					`<!doctype html><html lang="en"><title>Product</title>${ownLit}
						<script async nonce="${nonce}" src="${origin}/alone/${way}/candor.js" data-src="${server}"
							data-keys="${signer.pin}" data-site="site-a"></script><h1>Product</h1>`,
				);
				await waitUntil(() => shownTitle(frame) === title, `the banner shows ${shownTitle(frame)}`, {
					timeout: 50_000,
				});
				// Only the plain content can be there.
				expect(
					frame.contentDocument?.querySelector('candor-banner')?.shadowRoot?.querySelector('svg'),
				).to.equal(null);
			});

	it('shows nothing that was signed with another key', async () => {
		const [signer, other] = await Promise.all([aSigner(), aSigner()]);
		const server = await aServer(other);
		const frame = open(
			'',
			`<!doctype html><html lang="en"><title>Product</title>
				<script>addEventListener('candor-refused', ({ reason }) => (document.title = reason));</script>
				<script async src="${origin}/alone/absent/candor.js" data-src="${server}" data-keys="${signer.pin}"></script>`,
		);
		await waitUntil(() => frame.contentDocument?.title === 'forged', 'the content is refused', {
			timeout: 50_000,
		});
		expect(shownTitle(frame)).to.equal(null);
	});
});

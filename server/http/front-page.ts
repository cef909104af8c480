/**
 * The page at `/`: what runs here, and where to go on. It has no external resource, and shows the
 * server's own notices, so that the first one can be seen without a product.
 */
import { html, raw } from 'hono/html';
import type { Api, Services } from './context.ts';
import { frontPageStyle } from './front-page-style.ts';
import { mountPathOf } from './mount.ts';
import { pagePolicy } from './page-policy.ts';
import { publicAddress } from './public-address.ts';

/** A page beside Candor that the page at `/` leads to, such as the demo of `npm start`. */
export interface FrontPageLink {
	/** A path on this host. */
	readonly href: string;
	readonly title: string;
	/** One sentence. */
	readonly text: string;
}

const contentSecurityPolicy = pagePolicy(frontPageStyle, true);

export function frontPageRoute(
	api: Api,
	{ publicUrl }: Pick<Services, 'publicUrl'>,
	links: readonly FrontPageLink[],
): void {
	api.get('/', (context) => {
		context.header('content-security-policy', contentSecurityPolicy);
		context.header('referrer-policy', 'no-referrer');
		const address = publicAddress(context, publicUrl);
		return context.html(page(address, mountPathOf(context.env.incoming), links));
	});
}

const documents = [
	['docs/tutorial/first-notice.md', 'Your first notice, in ten minutes'],
	['docs/how-to/embed.md', 'Embed Candor in a page'],
	['docs/how-to/publish.md', 'Publish'],
	['docs/README.md', 'Everything else'],
] as const;

function page(address: string, mountPath: string, links: readonly FrontPageLink[]) {
	const url = address === 'http://127.0.0.1:8787' ? '' : ` --url ${address}`;
	const apiLinks: readonly FrontPageLink[] = [
		{
			href: `${mountPath}/v1/openapi.json`,
			title: 'The API document',
			text: 'Every request and answer, as OpenAPI 3.1.',
		},
		{
			href: `${mountPath}/v1/snapshot`,
			title: 'The snapshot',
			text: 'What every open page receives, as JSON.',
		},
	];
	return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Candor runs here</title>
<link rel="icon" href="data:,">
<style>${raw(frontPageStyle)}</style>
<script async src="${mountPath}/candor.js"></script>
</head>
<body>
<main>
<header>
<h1>Candor runs here</h1>
<p>This server holds the notices of a product, and shows each change in every open page within a second.</p>
<p class="now"><span>Now</span> <candor-status></candor-status></p>
</header>
<section aria-labelledby="start">
<h2 id="start">Start</h2>
<ol>
<li>
<h3>Put this tag into your product</h3>
<pre tabindex="0" role="group" aria-label="Script tag"><code>${`<script async src="${address}/candor.js"></script>`}</code></pre>
<p>That is the banner. It says nothing while all is well.</p>
</li>
<li>
<h3>Publish the first notice</h3>
<pre tabindex="0" role="group" aria-label="Command"><code>candor open "Checkout is failing" --impact major --new-component checkout --next-update 20m${url}</code></pre>
<p>In a terminal, with the operator token in <code>CANDOR_TOKEN</code>. In a checkout, <code>node dist/cli/main.js</code> is <code>candor</code>. The notice appears on this page too.</p>
</li>
</ol>
</section>
<section aria-labelledby="look">
<h2 id="look">Look around</h2>
<ul class="links">
${[...links, ...apiLinks].map(
	({ href, title, text }) => html`<li><a href="${href}"><b>${title}</b><span>${text}</span></a></li>\n`,
)}</ul>
</section>
<section aria-labelledby="read">
<h2 id="read">Read</h2>
<p>The documents are in the folder <code>docs</code> of the repository and of the package <code>candor</code>.</p>
<dl>
${documents.map(([path, title]) => html`<div><dt>${title}</dt><dd><code>${path}</code></dd></div>\n`)}</dl>
</section>
</main>
</body>
</html>
`;
}

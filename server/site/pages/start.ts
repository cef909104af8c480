/** What an operator sees on the page of a new server, in the language of the documents. */
import { escapeHtml } from '../html.ts';
import type { PageView } from './layout.ts';

export function startHtml({ address, root }: PageView): string {
	const url = address === 'http://127.0.0.1:8787' ? '' : ` --url ${address}`;
	const tag = `<script async src="${address}/candor.js"></script>`;
	const command = `candor open "Checkout is failing" --impact major --new-component checkout --next-update 20m${url}`;
	const code = (label: string, text: string): string =>
		`<pre tabindex="0" role="group" aria-label="${label}"><code>${escapeHtml(text)}</code></pre>`;
	return `<section class="t" lang="en" dir="ltr" aria-labelledby="start"><h2 id="start">Start</h2>
<p>This server is new: it has no components and no notices. Put this tag into your product. It is the banner, which says nothing while all is well.</p>
${code('Script tag', tag)}
<p>Publish the first notice in <a href="${root}console">the console</a>, or in a terminal with the operator token in <code>CANDOR_TOKEN</code>:</p>
${code('Command', command)}</section>`;
}

import { h } from '../shared/dom.ts';

/** Long enough for every browser to read the file. */
const revokeAfterMs = 60_000;

/** Downloads a file that is created in the page, without a request to any server. */
export function download(name: string, type: string, text: string): void {
	const url = URL.createObjectURL(new Blob([text], { type }));
	h('a', { href: url, download: name }).click();
	setTimeout(() => URL.revokeObjectURL(url), revokeAfterMs);
}

/**
 * Requests by XMLHttpRequest, for pages whose monitoring or security scripts wrap `fetch` and add
 * headers or cookies to every request: the browser then refuses each answer of another origin.
 */
import type { Environment } from '../environment.ts';
import type { Answer, Options, WayAround } from './page-fetch.ts';

const isReplaced = ({ fetch }: Environment): boolean =>
	!/\[native code/.test(Function.prototype.toString.call(fetch));

let hasWarned = false;
function warnOnce(): void {
	if (!hasWarned)
		console.warn(
			'Candor: this page replaces fetch and adds headers or cookies that the status server’s answers do not allow. Candor now makes its requests without it. Exempt the address of the status server.',
		);
	hasWarned = true;
}

export const fetchAround: WayAround = (environment) =>
	environment.XMLHttpRequest && isReplaced(environment)
		? async (address, options) => {
				const answer = await send(new XMLHttpRequest(), address, options);
				warnOnce();
				return answer;
			}
		: undefined;

/** A GET without cookies, whose body arrives piece by piece. */
const send = (request: XMLHttpRequest, address: string, { signal }: Options): Promise<Answer> =>
	new Promise((resolve, reject) => {
		const encoder = new TextEncoder();
		let length = 0;
		signal.addEventListener('abort', () => request.abort());
		const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
			start(pieces) {
				request.onprogress = () => {
					const { responseText } = request;
					pieces.enqueue(encoder.encode(responseText.slice(length)));
					length = responseText.length;
				};
				request.onload = () => pieces.close();
				request.onerror = request.onabort = () => {
					reject(new TypeError('The request failed.'));
					pieces.error(new TypeError('The request failed.'));
				};
			},
		});
		request.onreadystatechange = () => {
			const { status } = request;
			const headers = { get: (name: string) => request.getResponseHeader(name) } as Headers;
			if (request.readyState > 1 && status) resolve({ status, headers, body });
		};
		request.open('GET', address);
		request.send();
	});

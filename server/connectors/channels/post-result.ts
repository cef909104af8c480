/** What the answer to a POST request means for a message. */
import type { SendRequest, SendResult } from './channel-kind.ts';
import type { OutboundResponse } from './outbound-request.ts';

/** Too early, or too many, or an answer of a server that may recover. */
const isTemporary = (status: number): boolean =>
	status === 408 || status === 425 || status === 429 || status >= 500;

const said = ({ status, excerpt }: OutboundResponse): string =>
	`The receiver answered ${status}${excerpt ? ` (${excerpt})` : ''}.`;

export function resultOf(response: OutboundResponse): SendResult {
	const { status, retryAfterMs } = response;
	if (status >= 200 && status < 300) return { type: 'delivered' };
	if (status === 410)
		return {
			type: 'gone',
			reason: `${said(response)} It accepts no messages any more. Correct its address, then enable the channel.`,
		};
	if (isTemporary(status)) return { type: 'failed', reason: said(response), retryAfterMs };
	if (status >= 300 && status < 400)
		return {
			type: 'refused',
			reason: `${said(response)} Redirects are not followed: enter the address to which it redirects.`,
		};
	return { type: 'refused', reason: said(response) };
}

/** Posts a document. `url`: by default, that of the channel. */
export async function postJson(
	{ channel, request, signal }: Pick<SendRequest, 'channel' | 'request' | 'signal'>,
	document: object | string,
	headers: Readonly<Record<string, string>> = {},
	url = channel.settings.url ?? '',
): Promise<SendResult> {
	const body = typeof document === 'string' ? document : JSON.stringify(document);
	return resultOf(
		await request({
			...{ url, body, signal },
			headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Candor', ...headers },
		}),
	);
}

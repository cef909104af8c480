// A receiver for CANDOR_ORIGINS_HOOK: points a CNAME record at the first server of the list, by the
// API of Cloudflare. It needs Node 20 and `npm install standardwebhooks`.
//
//   HOOK_SECRET     the value of CANDOR_ORIGINS_HOOK_SECRET
//   DNS_TOKEN       an API token that may edit this zone only
//   DNS_ZONE        the id of the zone
//   DNS_RECORD      the id of the record, such as that of status.example.com
//   PORT            default: 8080
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

const { HOOK_SECRET, DNS_TOKEN, DNS_ZONE, DNS_RECORD, PORT = '8080' } = process.env;
const { DNS_API = 'https://api.cloudflare.com/client/v4' } = process.env;
const webhook = new Webhook(HOOK_SECRET);

createServer(async (request, response) => {
	let body = '';
	for await (const part of request) body += part;
	let message;
	try {
		message = webhook.verify(body, request.headers);
	} catch {
		// Not signed with our secret, or older than five minutes.
		return response.writeHead(401).end();
	}
	const [first] = message.data.origins;
	// An empty list changes nothing: a name must have a record.
	if (!first) return response.writeHead(204).end();
	const answer = await fetch(`${DNS_API}/zones/${DNS_ZONE}/dns_records/${DNS_RECORD}`, {
		method: 'PATCH',
		headers: { authorization: `Bearer ${DNS_TOKEN}`, 'content-type': 'application/json' },
		body: JSON.stringify({ content: new URL(first).hostname }),
	}).catch(() => null);
	// Candor sends the list again until the answer is 2xx.
	response.writeHead(answer?.ok ? 204 : 502).end();
}).listen(Number(PORT), () => process.stdout.write(`Listening on ${PORT}\n`));

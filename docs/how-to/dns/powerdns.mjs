// A receiver for CANDOR_ORIGINS_HOOK: points a CNAME record at the first server of the list, by the
// API of a PowerDNS Authoritative Server. It needs Node 20 and `npm install standardwebhooks`.
//
//   HOOK_SECRET     the value of CANDOR_ORIGINS_HOOK_SECRET
//   DNS_API         such as http://127.0.0.1:8081/api/v1/servers/localhost
//   DNS_TOKEN       the value of api-key
//   DNS_ZONE        such as example.com.
//   DNS_RECORD      such as status.example.com.
//   PORT            default: 8080
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

const { HOOK_SECRET, DNS_API, DNS_TOKEN, DNS_ZONE, DNS_RECORD, PORT = '8080' } = process.env;
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
	const record = {
		...{ name: DNS_RECORD, type: 'CNAME', ttl: 60, changetype: 'REPLACE' },
		records: [{ content: `${new URL(first).hostname}.`, disabled: false }],
	};
	const answer = await fetch(`${DNS_API}/zones/${DNS_ZONE}`, {
		method: 'PATCH',
		headers: { 'x-api-key': DNS_TOKEN, 'content-type': 'application/json' },
		body: JSON.stringify({ rrsets: [record] }),
	}).catch(() => null);
	// Candor sends the list again until the answer is 2xx.
	response.writeHead(answer?.ok ? 204 : 502).end();
}).listen(Number(PORT), () => process.stdout.write(`Listening on ${PORT}\n`));

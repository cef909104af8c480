/** A server with Web Push, in a process that a test kills. Prints its address. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { createCandor } from '../../../../server/index.ts';

const { DATA: data = '', TOKEN: token = '' } = process.env;
const candor = await createCandor({
	...{ data, token, logger: pino({ level: 'silent' }), publicUrl: 'https://status.larkfield.example' },
	push: { services: ['127.0.0.1'] },
	channels: { allowed: ['127.0.0.1'], limits: { minMs: 5, firstMs: 10, maxMs: 40 } },
});
const server = createServer(candor.handler);
server.listen(0, '127.0.0.1', () => {
	process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});

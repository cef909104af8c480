/** nginx with the module nchan, from Debian's packages: one worker, a channel that keeps its last message. */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { remove, temporaryFolder } from '../harness/folder.mjs';
import { machine } from '../harness/machine.mjs';
import { launchServer } from '../harness/process.mjs';
import { frameBytes, get, post, snapshotBytes, stream } from './payload.mjs';

export const nchan = {
	name: 'nchan',
	async start({ frame = frameBytes } = {}) {
		const folder = temporaryFolder('nchan');
		const port = await freePort();
		writeFileSync(join(folder, 'snapshot'), Buffer.alloc(snapshotBytes, '1'));
		writeFileSync(join(folder, 'nginx.conf'), configuration(folder, port));
		const options = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')];
		// nginx logs that its worker has started; the port is known already.
		const server = await launchServer('nginx', options, /start worker process ()\d/);
		const url = `http://127.0.0.1:${port}/publish`;
		// nchan writes an id of its own, such as 1700000000:0, and the data line around a message.
		const message = (bytes) => 'x'.repeat(bytes - 'id: 1700000000:0\ndata: \n\n'.length);
		return {
			...server,
			port,
			requests: {
				stream: stream('/stream'),
				get: get('/snapshot'),
				publish: post('/publish', message(frame)),
			},
			/** A new connection first gets the newest message. */
			freshen: async () => {
				const response = await fetch(url, { method: 'POST', body: message(snapshotBytes) });
				if (!response.ok) throw new Error(`nchan refused a message: ${response.status}.`);
			},
			stop: async () => {
				await server.stop();
				remove(folder);
			},
		};
	},
};

const configuration = (folder, port) => `
load_module /usr/lib/nginx/modules/ngx_nchan_module.so;
daemon off;
worker_processes 1;
worker_rlimit_nofile ${machine.sockets + 1_000};
pid ${folder}/pid;
error_log stderr notice;
events { worker_connections ${machine.sockets + 900}; }
http {
	access_log off;
	client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder};
	uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
	keepalive_requests 1000000;
	nchan_shared_memory_size 256M;
	server {
		listen 127.0.0.1:${port} backlog=65535;
		location = /stream {
			nchan_subscriber eventsource;
			nchan_channel_id bench;
			nchan_subscriber_first_message oldest;
			nchan_eventsource_ping_interval 15;
		}
		location = /publish { nchan_publisher; nchan_channel_id bench; nchan_message_buffer_length 1; }
		location = /snapshot { root ${folder}; default_type application/json; }
	}
}
`;

/** nginx cannot choose a free port itself. */
function freePort() {
	return new Promise((resolve, reject) => {
		const server = createServer().once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => resolve(port));
		});
	});
}

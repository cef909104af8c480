import { userInfo } from 'node:os';
import { behindAProxy } from './contract.ts';
import { documented } from './documented.ts';

const { username } = userInfo();

behindAProxy({
	name: 'nginx',
	// What Debian's nginx.conf says around a site, with gzip for all types, the stream's too.
	configuration: ({ upstream, port, idle, folder, certificate, key }) => `
		daemon off;
		pid ${folder}/pid;
		error_log stderr notice;
		worker_processes 1;
		${username === 'root' ? 'user root;' : ''}
		events {}
		http {
			access_log off;
			client_body_temp_path ${folder}/body;
			proxy_temp_path ${folder}/proxy;
			fastcgi_temp_path ${folder}/fastcgi;
			uwsgi_temp_path ${folder}/uwsgi;
			scgi_temp_path ${folder}/scgi;
			gzip on;
			gzip_types *;
			send_timeout ${idle};
			${documented('nginx', [
				['listen 443', `listen 127.0.0.1:${port}`],
				['/etc/ssl/status.example.com.crt', certificate],
				['/etc/ssl/status.example.com.key', key],
				['127.0.0.1:8787', upstream],
				['60s', idle],
			])}
		}`,
	arguments: (file, folder) => ['-p', folder, '-e', 'stderr', '-c', file],
	ready: /start worker process \d/,
});

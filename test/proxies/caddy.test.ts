import { behindAProxy } from './contract.ts';
import { documented } from './documented.ts';

behindAProxy({
	name: 'caddy',
	configuration: ({ upstream, port, idle, folder, certificate, key }) => `
		{
			admin off
			# It would wait for every stream to end before it stops.
			grace_period 100ms
			auto_https disable_redirects
			storage file_system ${folder}
			servers {
				protocols h1 h2
			}
		}
		${documented('caddyfile', [
			[
				'status.example.com {',
				`https://status.example.com:${port} {\nbind 127.0.0.1\ntls ${certificate} ${key}\n`,
			],
			['127.0.0.1:8787', upstream],
			['60s', idle],
		])}`,
	arguments: (file) => ['run', '--adapter', 'caddyfile', '--config', file],
	ready: /serving initial configuration/,
});

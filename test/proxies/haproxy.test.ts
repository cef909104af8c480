import { behindAProxy } from './contract.ts';
import { documented } from './documented.ts';

behindAProxy({
	name: 'haproxy',
	configuration: ({ upstream, port, idle, both }) =>
		documented('haproxy', [
			['bind :443', `bind 127.0.0.1:${port}`],
			['/etc/ssl/status.example.com.pem', both],
			['127.0.0.1:8787', upstream],
			['60s', idle],
		]),
	// A master and its worker, as a service runs it, in the foreground.
	arguments: (file) => ['-W', '-db', '-f', file],
	ready: /Loading success/,
});

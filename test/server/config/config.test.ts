/** The environment variables of `candor serve`. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readConfig } from '../../../server/config/config.ts';
import { originPolicy } from '../../../server/core/origins.ts';
import { aFolder } from '../../support/folder.ts';

const recipient = `age1${'q'.repeat(58)}`;

test('an empty environment gives the documented defaults', () => {
	assert.deepEqual(readConfig({ PATH: '/bin', CANDOR_TOKEN: '' }), {
		host: '127.0.0.1',
		port: 8787,
		data: 'candor-data',
		database: null,
		token: null,
		origins: null,
		heartbeatMs: 15_000,
		readerLimit: null,
		readersPerAddress: null,
		trustedProxies: null,
		unsigned: false,
		workers: 0,
		rotationMs: 3_600_000,
		drainMs: 8_000,
		takeover: true,
		keys: null,
		signatureDays: 7,
		reports: null,
		counts: false,
		pack: 'general',
		secondPersonFor: [],
		reviewLanes: [],
		environment: null,
		publicUrl: null,
		site: true,
		siteLogo: null,
		siteAccent: null,
		metrics: 'token',
		channels: { allowed: [] },
		assistant: null,
		originsHook: null,
		slack: null,
		email: null,
		push: null,
		contact: null,
		openId: null,
		backups: null,
		logLevel: 'info',
		restored: false,
	});
});

test('every variable is read', () => {
	assert.deepEqual(
		readConfig({
			CANDOR_HOST: '::1',
			CANDOR_PORT: '0',
			CANDOR_DATA: 'elsewhere',
			CANDOR_DATABASE: 'postgres://db.example.com/candor',
			CANDOR_TOKEN: 'candor_abc-DEF-012345',
			CANDOR_ORIGINS: 'https://a.example, https://b.example:8443/',
			CANDOR_HEARTBEAT: '5s',
			CANDOR_READERS: '50000',
			CANDOR_READERS_PER_ADDRESS: '200',
			CANDOR_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
			CANDOR_WORKERS: '3',
			CANDOR_ROTATION: '30m',
			CANDOR_DRAIN: '60s',
			CANDOR_TAKEOVER: 'off',
			CANDOR_KEYS: 'elsewhere/keys.json',
			CANDOR_SIGNATURE_DAYS: '30',
			CANDOR_REPORTS: 'on',
			CANDOR_REPORTS_THRESHOLD: '5',
			CANDOR_REPORTS_WINDOW: '2m',
			CANDOR_COUNTS: 'on',
			CANDOR_REGION_HEADER: 'cf-ipcountry',
			CANDOR_PACK: 'none',
			CANDOR_SECOND_PERSON: 'data-safety, critical-end',
			CANDOR_REVIEW: 'technical, legal:1h30m',
			CANDOR_ENVIRONMENT: ' staging ',
			CANDOR_SITE: 'off',
			CANDOR_SITE_LOGO: 'https://larkfield.example/logo.svg',
			CANDOR_SITE_ACCENT: '#0b6e4f',
			CANDOR_METRICS: 'open',
			CANDOR_CHANNELS_ALLOW: '10.0.0.0/8, ::1',
			CANDOR_PUBLIC_URL: 'https://Status.example.com/shop/',
			CANDOR_OIDC_ISSUER: 'https://id.example.com/realm',
			CANDOR_OIDC_CLIENT_ID: 'candor',
			CANDOR_OIDC_CLIENT_SECRET: 'a secret',
			CANDOR_OIDC_NAME: 'Example ID',
			CANDOR_OIDC_ROLES: '{"claim":"groups","admin":["status"]}',
			CANDOR_SMTP_URL: 'smtps://user:p%40ss@smtp.example.com',
			CANDOR_EMAIL_FROM: 'Example status <status@example.com>',
			CANDOR_EMAIL_REPLY_TO: 'help@example.com',
			CANDOR_EMAIL_PER_HOUR: '4',
			CANDOR_PUSH: 'on',
			CANDOR_CONTACT_DAYS: '90',
			CANDOR_PUSH_SERVICES: 'push.example.com, *.push.example.net',
			CANDOR_ASSISTANT_URL: 'https://api.example.com/v1/',
			CANDOR_ASSISTANT_MODEL: 'small-1',
			CANDOR_ASSISTANT_KEY: ' sk-a-key ',
			CANDOR_ASSISTANT_ALLOW: '127.0.0.1',
			CANDOR_ASSISTANT_TOKENS: '500',
			CANDOR_ASSISTANT_TOKEN_PARAMETER: 'max_tokens',
			CANDOR_ORIGINS_HOOK: 'https://hooks.example.com/origins',
			CANDOR_ORIGINS_HOOK_SECRET: `whsec_${'A'.repeat(43)}=`,
			CANDOR_SLACK_SIGNING_SECRET: 'the-old-signing-secret,the-new-signing-secret',
			CANDOR_SLACK_TEAM: 'T024BE7LD',
			CANDOR_SLACK_OPERATORS: 'U024BE7LH=publisher:Payments lead,\nU0G9QF9C6=viewer:a@example.com',
			CANDOR_BACKUP_TARGET: 's3://bucket/backups',
			CANDOR_BACKUP_RECIPIENTS: `${recipient} ${recipient}`,
			CANDOR_BACKUP_SCHEDULE: '*/15 * * * *',
			CANDOR_BACKUP_HOURLY: '48',
			CANDOR_BACKUP_DAILY: '14',
			CANDOR_BACKUP_MONTHLY: '0',
			CANDOR_BACKUP_VERIFY_SCHEDULE: '30 3 * * 0',
			CANDOR_BACKUP_IDENTITY: 'AGE-SECRET-KEY-1QQ',
			AWS_ACCESS_KEY_ID: 'key',
			AWS_SECRET_ACCESS_KEY: 'secret',
			CANDOR_LOG_LEVEL: 'debug',
			CANDOR_RESTORED: 'yes',
		}),
		{
			host: '::1',
			port: 0,
			data: 'elsewhere',
			database: 'postgres://db.example.com/candor',
			token: 'candor_abc-DEF-012345',
			origins: ['https://a.example', 'https://b.example:8443'],
			heartbeatMs: 5_000,
			readerLimit: 50_000,
			readersPerAddress: 200,
			trustedProxies: ['10.0.0.0/8', '::1'],
			unsigned: false,
			workers: 3,
			rotationMs: 1_800_000,
			drainMs: 60_000,
			takeover: false,
			keys: 'elsewhere/keys.json',
			signatureDays: 30,
			reports: { threshold: 5, windowMs: 120_000, regionHeader: 'cf-ipcountry' },
			counts: true,
			pack: null,
			secondPersonFor: ['data-safety', 'critical-end'],
			reviewLanes: [
				{ lane: 'technical', limitMs: 1_800_000 },
				{ lane: 'legal', limitMs: 5_400_000 },
			],
			environment: 'staging',
			publicUrl: 'https://status.example.com/shop',
			site: false,
			siteLogo: 'https://larkfield.example/logo.svg',
			siteAccent: '#0b6e4f',
			metrics: 'open',
			channels: { allowed: ['10.0.0.0/8', '::1'] },
			email: {
				smtpUrl: 'smtps://user:p%40ss@smtp.example.com',
				from: 'Example status <status@example.com>',
				replyTo: 'help@example.com',
				perHour: 4,
			},
			push: { services: ['push.example.com', '*.push.example.net'] },
			contact: { keptDays: 90 },
			openId: {
				issuer: 'https://id.example.com/realm',
				clientId: 'candor',
				clientSecret: 'a secret',
				roles: { claim: 'groups', admin: ['status'] },
				name: 'Example ID',
			},
			assistant: {
				...{ url: 'https://api.example.com/v1', model: 'small-1', key: 'sk-a-key' },
				...{ allowed: ['127.0.0.1'], tokens: 500, tokenParameter: 'max_tokens' },
			},
			originsHook: { url: 'https://hooks.example.com/origins', secret: `whsec_${'A'.repeat(43)}=` },
			slack: {
				secrets: ['the-old-signing-secret', 'the-new-signing-secret'],
				team: 'T024BE7LD',
				operators: [
					{ user: 'U024BE7LH', role: 'publisher', person: 'Payments lead' },
					{ user: 'U0G9QF9C6', role: 'viewer', person: 'a@example.com' },
				],
			},
			backups: {
				recipients: [recipient, recipient],
				target: 's3://bucket/backups',
				schedule: '*/15 * * * *',
				retention: { hourly: 48, daily: 14, monthly: 0 },
				verifySchedule: '30 3 * * 0',
				identity: 'AGE-SECRET-KEY-1QQ',
				environment: { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' },
			},
			logLevel: 'debug',
			restored: true,
		},
	);
});

test('e-mail is configured as a whole, and no mistake shows the secret', (context) => {
	const file = join(aFolder(context), 'smtp-url');
	writeFileSync(file, 'smtps://user:p%40ss@smtp.example.com\n');
	const whole = {
		...{ CANDOR_SMTP_URL_FILE: file, CANDOR_EMAIL_FROM: 'status@example.com' },
		CANDOR_PUBLIC_URL: 'https://status.example.com',
	};
	assert.equal(readConfig(whole).email?.smtpUrl, 'smtps://user:p%40ss@smtp.example.com');
	for (const [change, name] of [
		[{ CANDOR_SMTP_URL_FILE: '' }, 'CANDOR_SMTP_URL'],
		[{ CANDOR_SMTP_URL: 'smtp://127.0.0.1' }, 'CANDOR_SMTP_URL'],
		[{ CANDOR_SMTP_URL_FILE: '', CANDOR_SMTP_URL: 'https://user:p%40ss@example.com' }, 'CANDOR_SMTP_URL'],
		[{ CANDOR_SMTP_URL_FILE: join(file, 'nothing') }, 'CANDOR_SMTP_URL_FILE'],
		[{ CANDOR_EMAIL_FROM: '' }, 'CANDOR_EMAIL_FROM'],
		[{ CANDOR_EMAIL_FROM: 'Example status' }, 'CANDOR_EMAIL_FROM'],
		[{ CANDOR_EMAIL_FROM: 'a@example.com\nBcc: b@example.com' }, 'CANDOR_EMAIL_FROM'],
		[{ CANDOR_EMAIL_REPLY_TO: 'help' }, 'CANDOR_EMAIL_REPLY_TO'],
		[{ CANDOR_PUBLIC_URL: '' }, 'CANDOR_PUBLIC_URL'],
	] as const)
		assert.throws(
			() => readConfig({ ...whole, ...change }),
			({ message }: Error) => message.includes(`\n  ${name}: `) && !message.includes('p%40ss'),
			JSON.stringify(change),
		);
});

test('Web Push is off unless it is on, and needs an https: address', () => {
	const publicUrl = { CANDOR_PUBLIC_URL: 'https://status.example.com' };
	assert.equal(readConfig(publicUrl).push, null);
	assert.deepEqual(readConfig({ ...publicUrl, CANDOR_PUSH: 'on' }).push, { services: [] });
	for (const [given, name] of [
		[{ CANDOR_CONTACT_DAYS: '366' }, 'CANDOR_CONTACT_DAYS'],
		[{ CANDOR_PUSH: 'yes' }, 'CANDOR_PUSH'],
		[{ CANDOR_PUSH_SERVICES: 'push.example.com' }, 'CANDOR_PUSH'],
		[{ CANDOR_PUSH: 'on', CANDOR_PUBLIC_URL: '' }, 'CANDOR_PUBLIC_URL'],
		[{ CANDOR_PUSH: 'on', CANDOR_PUBLIC_URL: 'http://status.example.com' }, 'CANDOR_PUBLIC_URL'],
		[{ CANDOR_PUSH: 'on', CANDOR_PUSH_SERVICES: 'https://push.example.com' }, 'CANDOR_PUSH_SERVICES'],
	] as const)
		assert.throws(
			() => readConfig({ ...publicUrl, ...given }),
			({ message }: Error) => message.includes(`\n  ${name}: `),
			JSON.stringify(given),
		);
});

test('backups are configured as a whole, and no mistake shows the identity', () => {
	const whole = {
		...{ CANDOR_BACKUP_TARGET: '/srv/backups', CANDOR_BACKUP_RECIPIENTS: recipient },
		...{ CANDOR_BACKUP_VERIFY_SCHEDULE: '0 4 * * *', CANDOR_BACKUP_IDENTITY: 'AGE-SECRET-KEY-1QQ' },
	};
	assert.equal(readConfig(whole).backups?.target, '/srv/backups');
	assert.deepEqual(readConfig({ CANDOR_BACKUP_RECIPIENTS: 'plaintext' }).backups?.recipients, []);
	for (const [change, name] of [
		[{ CANDOR_BACKUP_RECIPIENTS: '' }, 'CANDOR_BACKUP_RECIPIENTS'],
		[{ CANDOR_BACKUP_RECIPIENTS: 'AGE-SECRET-KEY-1QQ' }, 'CANDOR_BACKUP_RECIPIENTS'],
		[{ CANDOR_BACKUP_RECIPIENTS: `plaintext ${recipient}` }, 'CANDOR_BACKUP_RECIPIENTS'],
		[{ CANDOR_BACKUP_TARGET: '' }, 'CANDOR_BACKUP_TARGET'],
		[{ CANDOR_BACKUP_TARGET: 'https://example.com' }, 'CANDOR_BACKUP_TARGET'],
		[{ CANDOR_BACKUP_TARGET: 's3://bucket' }, 'CANDOR_BACKUP_TARGET'],
		[{ CANDOR_BACKUP_SCHEDULE: '* * * *' }, 'CANDOR_BACKUP_SCHEDULE'],
		[{ CANDOR_BACKUP_SCHEDULE: '61 * * * *' }, 'CANDOR_BACKUP_SCHEDULE'],
		[{ CANDOR_BACKUP_SCHEDULE: '0 0 31 2 *' }, 'CANDOR_BACKUP_SCHEDULE'],
		[{ CANDOR_BACKUP_VERIFY_SCHEDULE: 'weekly' }, 'CANDOR_BACKUP_VERIFY_SCHEDULE'],
		[{ CANDOR_BACKUP_HOURLY: '-1' }, 'CANDOR_BACKUP_HOURLY'],
		[{ CANDOR_BACKUP_IDENTITY: '' }, 'CANDOR_BACKUP_IDENTITY'],
		[{ CANDOR_BACKUP_IDENTITY: recipient }, 'CANDOR_BACKUP_IDENTITY'],
	] as const)
		assert.throws(
			() => readConfig({ ...whole, ...change }),
			({ message }: Error) => message.includes(`\n  ${name}: `) && !message.includes('SECRET-KEY-1QQ'),
			JSON.stringify(change),
		);
});

test('the assistant is configured as a whole, and no mistake shows the key', (context) => {
	const file = join(aFolder(context), 'key');
	writeFileSync(file, 'sk-a-key\n');
	const whole = {
		...{ CANDOR_ASSISTANT_URL: 'http://127.0.0.1:11434/v1', CANDOR_ASSISTANT_MODEL: 'small-1' },
		CANDOR_ASSISTANT_KEY_FILE: file,
	};
	assert.equal(readConfig(whole).assistant?.key, 'sk-a-key');
	assert.equal(readConfig({ ...whole, CANDOR_ASSISTANT_KEY_FILE: '' }).assistant?.key, null);
	assert.equal(readConfig({}).assistant, null);
	for (const [change, name] of [
		[{ CANDOR_ASSISTANT_URL: '' }, 'CANDOR_ASSISTANT_URL'],
		[{ CANDOR_ASSISTANT_URL: 'api.example.com' }, 'CANDOR_ASSISTANT_URL'],
		[{ CANDOR_ASSISTANT_URL: 'https://sk-a-key@api.example.com' }, 'CANDOR_ASSISTANT_URL'],
		[{ CANDOR_ASSISTANT_URL: 'https://api.example.com/v1?key=sk-a-key' }, 'CANDOR_ASSISTANT_URL'],
		[{ CANDOR_ASSISTANT_MODEL: '' }, 'CANDOR_ASSISTANT_MODEL'],
		[{ CANDOR_ASSISTANT_KEY: 'sk-a-key' }, 'CANDOR_ASSISTANT_KEY'],
		[{ CANDOR_ASSISTANT_KEY_FILE: '', CANDOR_ASSISTANT_KEY: 'sk-a-key twice' }, 'CANDOR_ASSISTANT_KEY'],
		[{ CANDOR_ASSISTANT_KEY_FILE: `${file}-no` }, 'CANDOR_ASSISTANT_KEY_FILE'],
		[{ CANDOR_ASSISTANT_ALLOW: 'localhost' }, 'CANDOR_ASSISTANT_ALLOW'],
		[{ CANDOR_ASSISTANT_TOKENS: '10' }, 'CANDOR_ASSISTANT_TOKENS'],
		[{ CANDOR_ASSISTANT_TOKEN_PARAMETER: 'tokens' }, 'CANDOR_ASSISTANT_TOKEN_PARAMETER'],
	] as const)
		assert.throws(
			() => readConfig({ ...whole, ...change }),
			({ message }: Error) => message.includes(`\n  ${name}: `) && !message.includes('sk-a-key'),
			JSON.stringify(change),
		);
});

test('an identity provider is configured as a whole, and each mistake says what to write', (context) => {
	const folder = aFolder(context);
	const [file, empty] = [join(folder, 'secret'), join(folder, 'empty')];
	writeFileSync(file, 'from a file\n');
	writeFileSync(empty, '\n');
	const whole = {
		CANDOR_OIDC_ISSUER: 'http://127.0.0.1:4000',
		CANDOR_OIDC_CLIENT_ID: 'candor',
		CANDOR_OIDC_ROLES: '{"claim":"groups","scope":"openid groups","viewer":["all"]}',
	};
	const read = (changes: Record<string, string>) => readConfig({ ...whole, ...changes }).openId;
	assert.deepEqual(read({}), {
		issuer: 'http://127.0.0.1:4000',
		clientId: 'candor',
		clientSecret: null,
		roles: { claim: 'groups', scope: 'openid groups', viewer: ['all'] },
		name: '127.0.0.1:4000',
	});
	assert.equal(read({ CANDOR_OIDC_CLIENT_SECRET_FILE: file })?.clientSecret, 'from a file');
	for (const [changes, expected] of [
		[{ CANDOR_OIDC_ISSUER: '' }, /CANDOR_OIDC_ISSUER: Set it as well, because CANDOR_OIDC_CLIENT_ID/],
		[{ CANDOR_OIDC_CLIENT_ID: '' }, /CANDOR_OIDC_CLIENT_ID: Set it to the id/],
		[{ CANDOR_OIDC_ROLES: '' }, /CANDOR_OIDC_ROLES: Use JSON/],
		[{ CANDOR_OIDC_ROLES: 'admins' }, /CANDOR_OIDC_ROLES: Use JSON/],
		[{ CANDOR_OIDC_ROLES: '{"claim":"groups"}' }, /CANDOR_OIDC_ROLES: Use JSON/],
		[{ CANDOR_OIDC_ROLES: '{"claim":"groups","owner":["x"]}' }, /CANDOR_OIDC_ROLES: Use JSON/],
		[{ CANDOR_OIDC_ROLES: '{"claim":"groups","admin":[]}' }, /CANDOR_OIDC_ROLES: Use JSON/],
		[{ CANDOR_OIDC_ROLES: '{"claim":"groups","admin":["x"],"scope":"groups"}' }, /scope must contain openid/],
		[{ CANDOR_OIDC_ISSUER: 'id.example.com' }, /CANDOR_OIDC_ISSUER: Use the address/],
		[{ CANDOR_OIDC_ISSUER: 'http://id.example.com' }, /Without HTTPS it must be on this machine/],
		[{ CANDOR_OIDC_ISSUER: 'https://id.example.com/?a' }, /CANDOR_OIDC_ISSUER: Use the address/],
		[{ CANDOR_OIDC_NAME: 'two\nlines' }, /CANDOR_OIDC_NAME: Use a name/],
		[
			{ CANDOR_OIDC_CLIENT_SECRET_FILE: `${folder}/none` },
			/none cannot be read \(ENOENT\)\. Name a file that can/,
		],
		[{ CANDOR_OIDC_CLIENT_SECRET_FILE: empty }, /empty is empty\. Write the secret into it/],
		[{ CANDOR_OIDC_CLIENT_SECRET: 'x', CANDOR_OIDC_CLIENT_SECRET_FILE: file }, /not both/],
	] as const)
		assert.throws(() => read(changes), expected, JSON.stringify(changes));
});

test('the rule of two persons is on, off or for some reasons, and never off by a mistake', () => {
	assert.deepEqual(readConfig({ CANDOR_SECOND_PERSON: 'on' }).secondPersonFor, [
		...['data-safety', 'no-component', 'critical-end'],
	]);
	for (const text of ['off', 'yes', 'On', ',', 'on,data-safety', 'data-safety,everything'])
		assert.throws(
			() => readConfig({ CANDOR_SECOND_PERSON: text }),
			/CANDOR_SECOND_PERSON: .*critical-end/,
			text,
		);
});

test('review lanes are known, each once, with a time from a minute to a week', () => {
	assert.deepEqual(readConfig({ CANDOR_REVIEW: 'legal:7d,communications:1m' }).reviewLanes, [
		{ lane: 'legal', limitMs: 604_800_000 },
		{ lane: 'communications', limitMs: 60_000 },
	]);
	const wrong = [
		',',
		'on',
		'Legal',
		'legal,legal:1h',
		'legal:',
		'legal:0s',
		'legal:59s',
		'legal:8d',
		'legal:1h:2h',
	];
	for (const text of [...wrong, 'legal,marketing'])
		assert.throws(
			() => readConfig({ CANDOR_REVIEW: text }),
			/CANDOR_REVIEW: Use some of technical, communications, legal/,
			text,
		);
});

test('an origin that no browser would send is refused with what to write instead', () => {
	const accepted = [
		...['https://app.example.com', 'http://localhost:3000', 'http://[::1]:8080', 'https://*.example.com'],
		...['https://*.example.com:8443', 'capacitor://localhost', 'ionic://localhost', 'tauri://localhost'],
		...['app://bundle', 'moz-extension://1b2c-3d'],
	];
	assert.deepEqual(readConfig({ CANDOR_ORIGINS: accepted.join(',') }).origins, accepted);
	const refused: Record<string, RegExp> = {
		'*': /leave the variable out/,
		null: /Serve the page from an address/,
		'file://': /Serve the page from an address/,
		'file:///app/index.html': /Serve the page from an address/,
		'https://app.example.com/path': /as browsers write it: https:\/\/app\.example\.com$/,
		'https://App.Example.com': /as browsers write it: https:\/\/app\.example\.com$/,
		'https://app.example.com:443': /as browsers write it: https:\/\/app\.example\.com$/,
		'https://bücher.example': /as browsers write it: https:\/\/xn--bcher-kva\.example$/,
		'https://user:secret-word@app.example.com': /as browsers write it: https:\/\/app\.example\.com$/,
		'https://*.Example.com': /as browsers write it: https:\/\/\*\.example\.com$/,
		'https://*.com': /Use one \* for the first labels/,
		'https://*.0.0.1': /Use one \* for the first labels/,
		'https://*': /Use one \* for the first labels/,
		'*.example.com': /Use one \* for the first labels/,
		'https://a.*.example.com': /Use one \* for the first labels/,
		'https://*.*.example.com': /Use one \* for the first labels/,
		'https://app-*.example.com': /Use one \* for the first labels/,
		'capacitor://*.localhost': /Use one \* for the first labels/,
		'app.example.com': /Use origins such as/,
		'data:text/html,x': /Use origins such as/,
		'javascript:x': /Use origins such as/,
		'https://': /Use origins such as/,
		'capacitor://localhost/app': /Use origins such as/,
	};
	for (const [text, sentence] of Object.entries(refused))
		assert.throws(
			() => readConfig({ CANDOR_ORIGINS: text }),
			({ message }: Error) => {
				assert.match(message, new RegExp(`CANDOR_ORIGINS: .*${sentence.source}`), text);
				assert.doesNotMatch(message, /secret-word/);
				return true;
			},
		);
	assert.throws(
		() => originPolicy(['https://app.example.com/']),
		/origins: Use the origin as browsers write it/,
	);
});

test('one error lists every invalid variable, and never contains a secret', () => {
	assert.throws(
		() =>
			readConfig({
				CANDOR_PORT: '99999',
				CANDOR_TOKEN: 'two words',
				CANDOR_ORIGINS: 'https://a.example/path',
				CANDOR_LOG_LEVEL: 'loud',
			}),
		(error) => {
			const { message, issues } = error as { message: string; issues: { path: string }[] };
			assert.deepEqual(issues.map(({ path }) => path).sort(), [
				'CANDOR_LOG_LEVEL',
				'CANDOR_ORIGINS',
				'CANDOR_PORT',
				'CANDOR_TOKEN',
			]);
			for (const { path } of issues) assert.match(message, new RegExp(`${path}: Use `));
			assert.doesNotMatch(message, /two words/);
			return true;
		},
	);
	for (const port of ['-1', '8787x', '1e3', '65536'])
		assert.throws(() => readConfig({ CANDOR_PORT: port }), /CANDOR_PORT/);
	for (const heartbeat of ['15', '0s', '99ms', '301s', '1.5s', '-1s'])
		assert.throws(
			() => readConfig({ CANDOR_HEARTBEAT: heartbeat }),
			/CANDOR_HEARTBEAT: Use a duration such as 15s/,
		);
	for (const text of ['a-token-from-a-secret-file\r\n', ' a-token-from-a-secret-file '])
		assert.equal(readConfig({ CANDOR_TOKEN: text }).token, 'a-token-from-a-secret-file');
	for (const token of [
		'nineteen-characters',
		'with space here in it',
		'with\nline-break-inside',
		'ünïcödé-token-of-a-good-length',
		'x'.repeat(201),
	])
		assert.throws(() => readConfig({ CANDOR_TOKEN: token }), /CANDOR_TOKEN/);
});

test('an invalid list of proxies is refused; "none" is the empty list', () => {
	for (const proxies of [',', ' ', '::ffff:10.0.0.0/104', 'none,10.0.0.1', '10.0.0.0/33'])
		assert.throws(
			() => readConfig({ CANDOR_TRUSTED_PROXIES: proxies }),
			/CANDOR_TRUSTED_PROXIES: Use addresses/,
			proxies,
		);
	assert.deepEqual(readConfig({ CANDOR_TRUSTED_PROXIES: 'none' }).trustedProxies, []);
});

test('the hook of the origins needs an address and a secret', () => {
	const whole = {
		CANDOR_ORIGINS_HOOK: 'https://hooks.example.com/origins',
		CANDOR_ORIGINS_HOOK_SECRET: `whsec_${'A'.repeat(43)}=`,
	};
	for (const [environment, problem] of [
		[{ ...whole, CANDOR_ORIGINS_HOOK: '' }, /CANDOR_ORIGINS_HOOK: Set it as well/],
		[{ ...whole, CANDOR_ORIGINS_HOOK_SECRET: '' }, /CANDOR_ORIGINS_HOOK_SECRET: Set it as well/],
		[{ ...whole, CANDOR_ORIGINS_HOOK: 'hooks.example.com' }, /CANDOR_ORIGINS_HOOK: Use an address/],
		[{ ...whole, CANDOR_ORIGINS_HOOK_SECRET: 'whsec_short' }, /openssl rand/],
	] as const)
		assert.throws(() => readConfig(environment), problem);
});

test('Slack needs its secret, its workspace, its operators and the address of the server', (context) => {
	const file = join(aFolder(context), 'slack');
	writeFileSync(file, 'the-signing-secret-of-the-app\n');
	const whole = {
		CANDOR_PUBLIC_URL: 'https://status.example.com',
		CANDOR_SLACK_SIGNING_SECRET_FILE: file,
		CANDOR_SLACK_TEAM: 'T024BE7LD',
		CANDOR_SLACK_OPERATORS: 'U024BE7LH=publisher:lead@example.com',
	};
	assert.deepEqual(readConfig(whole).slack?.secrets, ['the-signing-secret-of-the-app']);
	for (const [changed, names] of [
		[{ CANDOR_PUBLIC_URL: '' }, 'CANDOR_PUBLIC_URL'],
		[{ CANDOR_SLACK_TEAM: '' }, 'CANDOR_SLACK_TEAM'],
		[{ CANDOR_SLACK_TEAM: 'our team' }, 'CANDOR_SLACK_TEAM'],
		[{ CANDOR_SLACK_OPERATORS: '' }, 'CANDOR_SLACK_OPERATORS'],
		[{ CANDOR_SLACK_OPERATORS: 'U024BE7LH=owner:lead@example.com' }, 'CANDOR_SLACK_OPERATORS'],
		[{ CANDOR_SLACK_OPERATORS: 'U1AA=viewer:a, U1AA=admin:a' }, 'CANDOR_SLACK_OPERATORS'],
		[{ CANDOR_SLACK_SIGNING_SECRET_FILE: '' }, 'CANDOR_SLACK_SIGNING_SECRET'],
		[
			{ CANDOR_SLACK_SIGNING_SECRET_FILE: '', CANDOR_SLACK_SIGNING_SECRET: 'short' },
			'CANDOR_SLACK_SIGNING_SECRET',
		],
	] as const)
		assert.throws(() => readConfig({ ...whole, ...changed }), new RegExp(`  ${names}: `));
});

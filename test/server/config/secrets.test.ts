/** Every secret may be given as a file: `NAME_FILE`. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Config, readConfig } from '../../../server/config/config.ts';
import { readSecret, type SecretName, secretNames } from '../../../server/config/secrets.ts';
import { aFolder } from '../../support/folder.ts';

interface Case {
	/** A valid secret. */
	readonly secret: string;
	/** The variables that it needs beside it. */
	readonly others: Readonly<Record<string, string>>;
	/** Where the configuration has it; `null`: the server does not use it. */
	readonly read: ((config: Config) => string | null | undefined) | null;
}

const cases: Readonly<Record<SecretName, Case>> = {
	CANDOR_TOKEN: { secret: 'candor_abc-DEF-012345', others: {}, read: ({ token }) => token },
	CANDOR_DATABASE: {
		secret: 'postgres://candor:p%40ss@db.example.com/candor',
		others: {},
		read: ({ database }) => database,
	},
	CANDOR_IMPORT_TOKEN: { secret: 'an-api-key', others: {}, read: null },
	CANDOR_OIDC_CLIENT_SECRET: {
		secret: 'a client secret ',
		others: {
			CANDOR_OIDC_ISSUER: 'https://id.example.com',
			CANDOR_OIDC_CLIENT_ID: 'candor',
			CANDOR_OIDC_ROLES: '{"claim":"groups","viewer":["all"]}',
		},
		read: ({ openId }) => openId?.clientSecret,
	},
	CANDOR_SMTP_URL: {
		secret: 'smtps://user:p%40ss@smtp.example.com',
		others: {
			CANDOR_EMAIL_FROM: 'status@example.com',
			CANDOR_PUBLIC_URL: 'https://status.example.com',
		},
		read: ({ email }) => email?.smtpUrl,
	},
	CANDOR_BACKUP_IDENTITY: {
		secret: 'AGE-SECRET-KEY-1QQPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
		others: { CANDOR_BACKUP_RECIPIENTS: `age1${'q'.repeat(58)}` },
		read: ({ backups }) => backups?.identity,
	},
	CANDOR_ASSISTANT_KEY: {
		secret: 'sk-a-key',
		others: { CANDOR_ASSISTANT_URL: 'https://api.example.com/v1', CANDOR_ASSISTANT_MODEL: 'small-1' },
		read: ({ assistant }) => assistant?.key,
	},
	CANDOR_ORIGINS_HOOK_SECRET: {
		secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
		others: { CANDOR_ORIGINS_HOOK: 'https://hooks.example.com/origins' },
		read: ({ originsHook }) => originsHook?.secret,
	},
	CANDOR_SLACK_SIGNING_SECRET: {
		secret: '8f742231b10e8888abcd99yyyzzz85a5',
		others: {
			CANDOR_PUBLIC_URL: 'https://status.example.com',
			CANDOR_SLACK_TEAM: 'T024BE7LD',
			CANDOR_SLACK_OPERATORS: 'U024BE7LH=publisher:lead@example.com',
		},
		read: ({ slack }) => slack?.secrets.join(),
	},
};

for (const name of secretNames) {
	const { secret, others, read } = cases[name];
	const fileName = `${name}_FILE`;

	test(`${fileName} gives the secret without one line break at the end`, (context) => {
		const file = join(aFolder(context), 'secret');
		for (const end of ['', '\n', '\r\n']) {
			writeFileSync(file, secret + end);
			assert.equal(readSecret({ [fileName]: file, [name]: '' }, name), secret);
			if (read) assert.equal(read(readConfig({ ...others, [fileName]: file })), secret);
		}
		if (read) assert.equal(read(readConfig({ ...others, [name]: secret })), secret);
	});

	test(`what is wrong with ${fileName} is one sentence, without the secret`, (context) => {
		const folder = aFolder(context);
		const [file, empty, large] = ['secret', 'empty', 'large'].map((each) => join(folder, each)) as [
			...[string, string, string],
		];
		writeFileSync(file, `${secret}\n`);
		writeFileSync(empty, '\n');
		writeFileSync(large, secret.padEnd(65_537, 'x'));
		for (const [variables, expected] of [
			[{ [fileName]: join(folder, 'none') }, `${fileName}: The file ${folder}/none cannot be read (ENOENT).`],
			[{ [fileName]: folder }, `${fileName}: The file ${folder} cannot be read (EISDIR).`],
			[{ [fileName]: empty }, `${fileName}: The file ${empty} is empty. Write the secret into it.`],
			[{ [fileName]: large }, `${fileName}: The file ${large} is larger than 64 KiB.`],
			[{ [fileName]: file, [name]: secret }, `${name}: Set it or ${fileName}, not both.`],
		] as const)
			for (const act of [() => readSecret(variables, name), () => readConfig({ ...others, ...variables })])
				assert.throws(act, ({ message }: Error) => {
					assert.ok(message.includes(expected), message);
					assert.ok(!message.includes(secret), message);
					assert.equal(message.split(name).length, expected.split(name).length, 'it is reported once');
					return true;
				});
	});
}

test('a secret of the wrong form is reported under the name of its file', (context) => {
	const file = join(aFolder(context), 'secret');
	writeFileSync(file, 'https://user:p%40ss@example.com');
	const { others } = cases.CANDOR_SMTP_URL;
	assert.throws(
		() => readConfig({ ...others, CANDOR_SMTP_URL_FILE: file }),
		({ message }: Error) => message.includes('\n  CANDOR_SMTP_URL_FILE: Use the address of the mail server'),
	);
});

test('the documentation lists every secret', () => {
	const text = readFileSync('docs/reference/environment.md', 'utf8');
	const [, section = ''] = /## Secrets\n(.*?)\n## Server/s.exec(text) ?? [];
	const listed = [...section.matchAll(/`(CANDOR_\w+)`/g)].map(([, name]) => name);
	assert.deepEqual(listed, [...secretNames]);
});

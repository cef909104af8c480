/** A server that is killed while it sends loses no recipient, keeps the order, and repeats little. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { parallelMails } from '../../../../server/connectors/email/mailer.ts';
import { aFolder } from '../../../support/folder.ts';
import { aMailServer } from '../../../support/mail-server.ts';
import { seeded } from '../../../support/seeded-random.ts';
import { token } from '../../../support/server.ts';
import { storeSubscribers } from './stored.ts';

const notices = 50;
const kills = 5;
const addresses = Array.from({ length: 12 }, (_, index) => `reader${index}@example.com`);

type Context = { after(act: () => unknown): void };

async function aProcess(context: Context, data: string, smtpUrl: string) {
	const child = spawn(
		process.execPath,
		['--import', 'tsx', 'test/server/connectors/email/email-process.ts'],
		{
			env: { PATH: process.env.PATH, DATA: data, SMTP_URL: smtpUrl, TOKEN: token },
			stdio: ['ignore', 'pipe', 'inherit'],
		},
	);
	const ended = once(child, 'close');
	const kill = async (): Promise<void> => {
		child.kill('SIGKILL');
		await ended;
	};
	context.after(kill);
	const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
	return { url, kill };
}

/** `true`: the notice is published. A killed server may have published it all the same. */
async function publish(url: string, index: number): Promise<boolean> {
	try {
		const { status } = await fetch(`${url}/v1/notices`, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${token}`,
				'content-type': 'application/json',
				'idempotency-key': `notice-${index}`,
			},
			body: JSON.stringify({ title: `Notice ${index}`, impact: 'minor', body: 'Text.', anyway: true }),
		});
		assert.equal(status, 201);
		return true;
	} catch (error) {
		if (error instanceof assert.AssertionError) throw error;
		return false;
	}
}

test(`${notices} notices reach everyone in order, although the server is killed ${kills} times`, async (context) => {
	const random = seeded(20);
	const folder = aFolder(context);
	const mail = await aMailServer(context, { slowMs: 2 });
	await storeSubscribers(folder, addresses);
	const runs: number[] = [];
	let server = await aProcess(context, folder, mail.url);
	let published = 0;
	const publishing = async (url: string): Promise<void> => {
		while (published < notices && (await publish(url, published))) published++;
	};
	for (let run = 0; run < kills; run++) {
		const working = publishing(server.url);
		// In the middle of a message.
		await mail.until(mail.mails.length + 5 + Math.floor(random() * 60));
		await server.kill();
		await working;
		runs.push(mail.mails.length);
		server = await aProcess(context, folder, mail.url);
	}
	await publishing(server.url);
	const subjectOf = (raw: string): string => /^Subject: (.*)$/m.exec(raw)?.[1]?.trim() ?? '';
	const idOf = (raw: string): string => /^Message-ID: <(.*)>$/im.exec(raw)?.[1] ?? '';
	const distinct = () => new Set(mail.mails.map(({ to, raw }) => `${to} ${idOf(raw)}`)).size;
	while (distinct() < notices * addresses.length) await sleep(20);
	await sleep(300);
	assert.equal(distinct(), notices * addresses.length, 'nothing else is sent');

	for (const address of addresses) {
		const own = mail.mails.filter(({ to }) => to === address);
		const firsts = [...new Map(own.map(({ raw }) => [idOf(raw), subjectOf(raw)]))].map(
			([, subject]) => subject,
		);
		const expected = Array.from({ length: notices }, (_, index) => `Notice ${index}`);
		assert.deepEqual(
			firsts.map((subject) => subject.replace(/^\[.*?\] /, '')),
			expected,
			address,
		);
	}
	const bounds = [0, ...runs, mail.mails.length];
	for (const [run, start] of bounds.slice(0, -1).entries()) {
		const sent = mail.mails.slice(start, bounds[run + 1]).map(({ to, raw }) => `${to} ${idOf(raw)}`);
		assert.equal(new Set(sent).size, sent.length, `run ${run} sends nothing twice`);
	}
	const repeated = mail.mails.length - distinct();
	assert.ok(repeated <= kills * parallelMails, `${repeated} e-mails were repeated`);
	context.diagnostic(`${mail.mails.length} e-mails, ${repeated} of them repeated`);
});

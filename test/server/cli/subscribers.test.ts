/** `candor subscribers` against a real server with a mail server. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { readSubscribers } from '../../../server/cli/subscribers/csv-subscribers.ts';
import { aMailServer } from '../../support/mail-server.ts';
import { noon, runCli, startServer } from './harness.ts';

const file = `\ufeffName;E-Mail;Locale;Components
"Anna; the first";anna@example.com;de-CH;checkout search
Otto;otto@example.com;xx;
`;

async function aSetting(context: TestContext, content = file) {
	const mail = await aMailServer(context);
	const server = await startServer(context, {
		publicUrl: 'https://status.example.com',
		email: { smtpUrl: mail.url, from: 'status@example.com' },
	});
	const written = new Map<string, string>();
	const io = {
		readFile: async (): Promise<string> => content,
		writeFile: async (path: string, text: string): Promise<void> => void written.set(path, text),
	};
	const candor = (...argv: readonly string[]) => runCli(argv, { url: server.url, clock: { now: noon }, io });
	for (const id of ['checkout', 'search']) await candor('components', 'set', id, '--name', id);
	return { candor, mail, written };
}

test('a file is tried, imported, listed, exported, imported again and erased', async (context) => {
	const { candor, mail, written } = await aSetting(context);
	const statement = ['--consent', 'They subscribed at our former page.'];
	const tried = await candor('subscribers', 'import', 'a.csv', ...statement, '--dry-run');
	assert.match(
		tried.out,
		/2 would be added, 0 are known already, 0 cannot be imported\.\n\nNothing was added/,
	);
	assert.match((await candor('subscribers', 'list')).out, /There are no subscribers/);
	const unasked = await candor('subscribers', 'import', 'a.csv', ...statement);
	assert.match(unasked.err, /subscribes 2 people without asking them\. Add --yes/);
	const done = await candor('subscribers', 'import', 'a.csv', ...statement, '--yes');
	assert.equal(done.code, 0, done.err);
	assert.match(done.out, /2 were added/);
	const listed = await candor('subscribers', 'list');
	assert.match(listed.out, /anna@example\.com {2}de {2}confirmed {2}checkout search/);
	assert.match(listed.out, /otto@example\.com {2}en {2}confirmed {2}all/);
	assert.equal((await candor('subscribers', 'export', '--out', 'b.csv')).code, 0);
	const exported = readSubscribers('b.csv', written.get('b.csv') ?? '', 'en');
	assert.deepEqual(exported.map(({ email, language, components }) => [email, language, components]).sort(), [
		['anna@example.com', 'de', ['checkout', 'search']],
		['otto@example.com', 'en', null],
	]);
	const lines = (await candor('subscribers', 'export', '--json-lines')).out.trim().split('\n');
	assert.equal(lines.map((line) => JSON.parse(line).state).join(), 'confirmed,confirmed');
	const again = await candor('subscribers', 'import', 'a.csv', '--yes');
	assert.match(again.out, /0 would be added, 2 are known already[\s\S]*There is nothing to add/);
	const [{ id }] = JSON.parse((await candor('subscribers', 'list', '--json')).out).subscribers;
	assert.equal((await candor('subscribers', 'erase', id, '--yes')).code, 0);
	assert.equal(JSON.parse((await candor('subscribers', 'list', '--json')).out).subscribers.length, 1);
	const { out } = await candor('log');
	assert.doesNotMatch(out, /@example/);
	assert.equal(mail.mails.length, 0);
});

test('without a statement each mailbox is asked', async (context) => {
	const { candor, mail } = await aSetting(context, 'email\nanna@example.com\n');
	const done = await candor('subscribers', 'import', 'a.csv', '--language', 'fr', '--yes');
	assert.match(done.out, /1 were added[\s\S]*The last e-mail to confirm is sent at 20/);
	await mail.until(1);
	assert.match((await mail.newest('anna@example.com')).subject ?? '', /^Confirmez/);
	assert.match((await candor('subscribers', 'list')).out, /anna@example\.com {2}fr {2}pending/);
});

test('a line that cannot be imported is named, and a file that is no CSV too', async (context) => {
	const { candor } = await aSetting(context, 'email,components\nanna,\n\notto@example.com,nowhere\n');
	const { out } = await candor('subscribers', 'import', 'a.csv', '--dry-run');
	assert.match(out, /line 2: This is not an e-mail address\.\n {2}line 4: There is no component "nowhere"/);
	assert.throws(() => readSubscribers('a.csv', 'email\na@example.com,b\n', 'en'), /no CSV in line 2/);
	assert.throws(() => readSubscribers('a.csv', 'name\nAnna\n', 'en'), /names no column "email"/);
	assert.throws(() => readSubscribers('a.csv', '', 'en'), /is empty/);
});

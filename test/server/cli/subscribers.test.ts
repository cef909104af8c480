/** `candor subscribers` against a real server with a mail server. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { readSubscribers } from '../../../server/cli/subscribers/csv-subscribers.ts';
import { systemClock } from '../../../server/core/clock.ts';
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
		// E-mails wait for timers.
		clock: systemClock,
	});
	const written = new Map<string, string>();
	const io = {
		readFile: async (): Promise<string> => content,
		writeFile: async (path: string, text: string): Promise<void> => void written.set(path, text),
	};
	const candor = (...argv: readonly string[]) => runCli(argv, { url: server.url, clock: { now: noon }, io });
	for (const id of ['checkout', 'search']) await candor('components', 'set', id, '--name', id);
	return { candor, mail, written, url: server.url };
}

test('a file is tried, imported, listed, exported, imported again and erased', async (context) => {
	const { candor, mail, written } = await aSetting(context);
	const statement = ['--consent', 'They subscribed at our former page.'];
	const tried = await candor('subscribers', 'import', 'a.csv', ...statement, '--dry-run');
	assert.equal(tried.err, '');
	assert.match(
		tried.out,
		/2 would be added, 0 are known already, 0 cannot be imported\.\n\nNothing was added/,
	);
	assert.match((await candor('subscribers', 'list')).out, /There are no subscribers/);
	const unasked = await candor('subscribers', 'import', 'a.csv', ...statement);
	assert.match(unasked.err, /subscribes 2 addresses without asking them\. Add --yes/);
	const done = await candor('subscribers', 'import', 'a.csv', ...statement, '--yes');
	assert.equal(done.code, 0, done.err);
	assert.match(done.out, /2 were added/);
	const listed = await candor('subscribers', 'list');
	assert.match(listed.out, /anna@example\.com {2}de {2}confirmed {2}checkout search/);
	assert.match(listed.out, /otto@example\.com {2}en {2}confirmed {2}all/);
	assert.equal((await candor('subscribers', 'export', '--out', 'b.csv')).code, 0);
	const exported = readSubscribers('b.csv', written.get('b.csv') ?? '', 'en').subscribers;
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
	assert.match(done.out, /1 were added[\s\S]*1 of them get an e-mail to confirm, the last at 20/);
	await mail.until(1);
	assert.match((await mail.newest('anna@example.com')).subject ?? '', /^Confirmez/);
	assert.match((await candor('subscribers', 'list')).out, /anna@example\.com {2}fr {2}pending/);
});

test('with one, those of whom the file says that they did not confirm are asked', async (context) => {
	const content =
		'email;state\nanna@example.com;confirmed\notto@example.com;pending\nkim@example.com;Bounced\n';
	const { candor, mail } = await aSetting(context, content);
	const statement = ['--consent', 'They subscribed at our former page.'];
	const tried = await candor('subscribers', 'import', 'a.csv', ...statement, '--dry-run');
	assert.match(tried.out, /2 would be added[\s\S]*1 of them get an e-mail to confirm, within 1 min at least/);
	assert.match(tried.out, /line 4: The file says that it gets no e-mails \("bounced"\)/);
	const done = await candor('subscribers', 'import', 'a.csv', ...statement, '--yes');
	assert.equal(done.code, 0, done.err);
	await mail.until(1);
	assert.match((await mail.newest('otto@example.com')).subject ?? '', /^Confirm/);
	const { out } = await candor('subscribers', 'list');
	assert.match(out, /anna@example\.com {2}en {2}confirmed/);
	assert.match(out, /otto@example\.com {2}en {2}pending/);
	assert.equal(mail.mails.length, 1);
});

test('damaged lines are listed in their order, and cost no other line', async (context) => {
	const lines = [
		...['email,name,components', 'anna@example.com,"Anna",', 'x@example.com,"never closed,', ''],
		...['otto@example.com,"Otto\nthe second",', 'y@example.com,"closed" too early,', 'z@example.com'],
		...[
			'w@exam"ple.com,,',
			'no address,,',
			'kim@example.com,,nowhere',
			'ANNA@example.com,,',
			'li@example.com,,',
		],
	];
	const { candor } = await aSetting(context, lines.join('\r\n'));
	const done = await candor('subscribers', 'import', 'a.csv', '--consent', 'They agreed elsewhere.', '--yes');
	assert.deepEqual(done.out.trim().split('\n'), [
		'3 were added, 0 are known already, 6 cannot be imported.',
		'1 lines repeat an address of an earlier line.',
		'  line 3: Its quotation marks do not match.',
		'  line 7: Its quotation marks do not match.',
		'  line 8: It has 1 fields, and the first line has 3.',
		'  line 9: A quotation mark is inside a field without quotation marks.',
		'  line 10: This is not an e-mail address.',
		'  line 11: There is no component "nowhere".',
	]);
	const { subscribers } = JSON.parse((await candor('subscribers', 'list', '--json')).out);
	assert.deepEqual(subscribers.map(({ email }: { email: string }) => email).sort(), [
		...['anna@example.com', 'li@example.com', 'otto@example.com'],
	]);
	assert.throws(() => readSubscribers('a.csv', 'name\nAnna\n', 'en'), /names no column "email"/);
	assert.throws(() => readSubscribers('a.csv', '', 'en'), /has no line/);
});

test('an address that looks like a formula is text in the export, and comes back as it was', async (context) => {
	const content = "email\n+49@example.com\n-x@example.com\n'+y@example.com\nplain@example.com\n";
	const { candor, written } = await aSetting(context, content.replace("'+y", "''+y"));
	const statement = ['--consent', 'They agreed elsewhere.', '--yes'];
	assert.equal((await candor('subscribers', 'import', 'a.csv', ...statement)).code, 0);
	assert.equal((await candor('subscribers', 'export', '--out', 'b.csv')).code, 0);
	const exported = written.get('b.csv') ?? '';
	assert.match(exported, /"'\+49@example\.com"/);
	assert.doesNotMatch(exported, /"[=+\-@]/);
	const addresses = readSubscribers('b.csv', exported, 'en').subscribers.map(({ email }) => email);
	const expected = ['+49@example.com', '-x@example.com', "'+y@example.com", 'plain@example.com'];
	assert.deepEqual([...addresses].sort(), expected.sort());
});

test('a long list is sent in parts, with progress, while the server answers others', async (context) => {
	const emails = Array.from({ length: 21_000 }, (_, index) => `s${index}@example.com`);
	const { candor, url } = await aSetting(context, ['email', ...emails].join('\n'));
	let isOver = false;
	let answers = 0;
	const others = (async () => {
		while (!isOver) {
			assert.equal((await fetch(`${url}/v1/snapshot`)).status, 200);
			answers += 1;
		}
	})();
	const done = await candor('subscribers', 'import', 'a.csv', '--consent', 'They agreed elsewhere.', '--yes');
	isOver = true;
	await others;
	assert.match(done.out, /21000 were added/);
	assert.match(done.err, /Imported 21 of 105\./);
	// Two requests for each of 105 parts, and each gives way to others.
	assert.ok(answers >= 210, `${answers} answers`);
});

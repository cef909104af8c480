/** Profiles: named servers, the order of what names a server, and where the tokens are. */
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { Io } from '../../../server/cli/io.ts';
import { aFolder } from '../../support/folder.ts';
import { listen, type Result, runCli, token } from './harness.ts';

const secret = 'a-secret-token-of-prod';

interface Machine {
	readonly folder: string;
	readonly config: string;
	candor(argv: readonly string[], more?: { io?: Partial<Io>; environment?: object }): Promise<Result>;
}

/** A machine with a folder for configuration, and the given program as its keyring. */
function aMachine(context: TestContext, secretTool?: string): Machine {
	const folder = aFolder(context);
	const programs = join(folder, 'bin');
	mkdirSync(programs);
	if (secretTool !== undefined) {
		writeFileSync(join(programs, 'secret-tool'), `#!/bin/sh\nfile=${folder}/ring\n${secretTool}`);
		chmodSync(join(programs, 'secret-tool'), 0o755);
	}
	const base = {
		CANDOR_URL: undefined,
		CANDOR_TOKEN: undefined,
		XDG_CONFIG_HOME: join(folder, 'config'),
		PATH: secretTool === undefined ? programs : `${programs}:/usr/bin:/bin`,
	};
	return {
		folder,
		config: join(folder, 'config/candor'),
		candor: (argv, { io = {}, environment = {} } = {}) =>
			runCli(argv, {
				url: '',
				environment: { ...base, ...environment },
				io: { readStdin: async () => `${secret}\n`, timeout: (ms) => AbortSignal.timeout(ms), ...io },
			}),
	};
}

/** Keeps one secret in a file, as `store`, `lookup` and `clear` of libsecret's program do. */
const workingKeyring = 'case $1 in store) cat > $file;; lookup) cat $file;; clear) rm $file;; esac';

/** A server that records the tokens that it gets. */
async function aRecorder(context: TestContext) {
	const seen: (string | undefined)[] = [];
	const url = await listen(context, (request, response) => {
		seen.push(request.headers.authorization);
		response.setHeader('content-type', 'application/json').end('{"tokens":[]}');
	});
	return { url, seen };
}

test('a profile names a server and its token, which is in a file of mode 0600 where there is no keyring', async (context) => {
	const { url, seen } = await aRecorder(context);
	const { candor, config } = aMachine(context);
	const added = await candor(['profile', 'add', 'prod', '--url', url, '--token-stdin']);
	assert.equal(added.code, 0, added.err);
	assert.match(
		added.out,
		/which only you can read, because no keyring answered \(secret-tool is not installed\)/,
	);
	assert.match(added.out, /Commands use it/);
	assert.equal(statSync(config).mode & 0o777, 0o700);
	for (const file of ['profiles.json', 'prod.token'])
		assert.equal(statSync(join(config, file)).mode & 0o777, 0o600, file);
	assert.equal((await candor(['token', 'list'])).code, 0);
	assert.deepEqual(seen, [`Bearer ${secret}`]);
	for (const argv of [['list'], ['show'], ['show', 'prod'], ['list', '--json']]) {
		const { out, code } = await candor(['profile', ...argv]);
		assert.equal(code, 0);
		assert.ok(out.includes(`${url}/`), out);
		assert.ok(!(out + added.out).includes(secret), 'no output has the token');
	}
	assert.ok(!readFileSync(join(config, 'profiles.json'), 'utf8').includes(secret));
	const removed = await candor(['profile', 'remove', 'prod']);
	assert.match(removed.out, /The server still accepts its token/);
	assert.equal(existsSync(join(config, 'prod.token')), false);
	assert.match((await candor(['profile', 'list'])).out, /^No profiles\./);
});

test('the token is in the keyring where one answers, and nowhere else', async (context) => {
	const { url, seen } = await aRecorder(context);
	const { candor, config, folder } = aMachine(context, workingKeyring);
	const { out } = await candor(['profile', 'add', 'prod', '--url', url, '--token-stdin']);
	assert.match(out, /Its token is in the keyring of this system\./);
	assert.equal(readFileSync(join(folder, 'ring'), 'utf8'), secret);
	assert.equal(existsSync(join(config, 'prod.token')), false);
	assert.equal((await candor(['token', 'list'])).code, 0);
	assert.deepEqual(seen, [`Bearer ${secret}`]);
	assert.equal((await candor(['profile', 'remove', 'prod'])).code, 0);
	assert.equal(existsSync(join(folder, 'ring')), false);
});

test('a keyring that does not answer in time is ended, and the token goes into a file', async (context) => {
	const { url } = await aRecorder(context);
	const hanging = 'echo $$ > $file; trap "" TERM; while :; do sleep 1; done';
	const { candor, folder } = aMachine(context, hanging);
	const { out, code } = await candor(['profile', 'add', 'prod', '--url', url, '--token-stdin'], {
		io: { timeout: () => AbortSignal.timeout(300) },
	});
	assert.equal(code, 0);
	assert.match(out, /no keyring answered \(secret-tool did not answer\)/);
	const pid = Number(readFileSync(join(folder, 'ring'), 'utf8'));
	assert.ok(pid > 1);
	while (isRunning(pid)) await setImmediate();
});

test('a keyring that fails, returns another text, or has lost the token is said with what to do', async (context) => {
	const { url } = await aRecorder(context);
	const failing = aMachine(context, 'echo "Cannot autolaunch D-Bus" >&2; exit 1');
	const { out } = await failing.candor(['profile', 'add', 'prod', '--url', url, '--token-stdin']);
	assert.match(out, /no keyring answered \(Cannot autolaunch D-Bus\)/);
	const forgetful = aMachine(context, 'echo other');
	const other = await forgetful.candor(['profile', 'add', 'prod', '--url', url, '--token-stdin']);
	assert.match(other.out, /it returned another text/);
	const lost = aMachine(context, `${workingKeyring} 2>/dev/null`);
	await lost.candor(['profile', 'add', 'prod', '--url', url, '--token-stdin']);
	writeFileSync(join(lost.folder, 'ring'), '');
	const { code, err } = await lost.candor(['token', 'list']);
	assert.equal(code, 4);
	assert.match(err, /The keyring did not return the token of the profile "prod" \(it has none\)\. Unlock it/);
});

function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

test('options come before the environment, and the environment before the profile', async (context) => {
	const servers = await Promise.all(['option', 'environment', 'prod', 'other'].map(() => aRecorder(context)));
	const [option, environment, prod, other] = servers as [Recorder, Recorder, Recorder, Recorder];
	const { candor } = aMachine(context);
	await candor(['profile', 'add', 'prod', '--url', prod.url, '--token-stdin']);
	const io = { readStdin: async () => 'a-token-of-the-other' };
	await candor(['profile', 'add', 'other', '--url', other.url, '--token-stdin'], { io });
	const both = { CANDOR_URL: environment.url, CANDOR_TOKEN: token };
	const cases = [
		[['--url', option.url], both, option, token],
		[[], both, environment, token],
		[[], { ...both, CANDOR_PROFILE: 'other' }, environment, token],
		[['--profile', 'other'], both, other, 'a-token-of-the-other'],
		[[], { CANDOR_PROFILE: 'other' }, other, 'a-token-of-the-other'],
		[[], {}, prod, secret],
		[[], { CANDOR_TOKEN: token }, prod, token],
	] as const;
	for (const [argv, variables, server, expected] of cases) {
		server.seen.length = 0;
		const { code, err } = await candor(['token', 'list', ...argv], { environment: variables });
		assert.equal(code, 0, err);
		assert.deepEqual(server.seen, [`Bearer ${expected}`], JSON.stringify([argv, variables]));
	}
});
type Recorder = Awaited<ReturnType<typeof aRecorder>>;

test('the token of a profile is never sent to another address', async (context) => {
	const prod = await aRecorder(context);
	const foreign = await aRecorder(context);
	const { candor } = aMachine(context);
	await candor(['profile', 'add', 'prod', '--url', prod.url, '--token-stdin']);
	const option = await candor(['token', 'list', '--url', foreign.url]);
	const variable = await candor(['token', 'list'], { environment: { CANDOR_URL: foreign.url } });
	assert.deepEqual([option.code, variable.code], [4, 4]);
	assert.deepEqual([...foreign.seen, ...prod.seen], []);
	const twice = await candor(['token', 'list', '--url', foreign.url, '--profile', 'prod']);
	assert.equal(twice.code, 2);
	assert.match(twice.err, /--url and --profile exclude each other/);
});

test('a file that others can read is refused, with what to do', async (context) => {
	const { url, seen } = await aRecorder(context);
	const { candor, config } = aMachine(context);
	await candor(['profile', 'add', 'prod', '--url', url, '--token-stdin']);
	for (const [file, mode] of [
		['prod.token', 0o644],
		['prod.token', 0o640],
		['profiles.json', 0o666],
	] as const) {
		const path = join(config, file);
		chmodSync(path, mode);
		const { code, err } = await candor(['token', 'list']);
		assert.equal(code, 2);
		assert.ok(err.includes(`Run: chmod 600 ${path}`), err);
		chmodSync(path, 0o600);
	}
	writeFileSync(join(config, 'profiles.json'), '{"profiles":');
	assert.match((await candor(['list'])).err, /profiles\.json is damaged/);
	assert.deepEqual(seen, []);
});

test('a command that changes something names the profile and its host on standard error', async (context) => {
	const { url } = await aRecorder(context);
	const { candor } = aMachine(context);
	await candor(['profile', 'add', 'prod', '--url', url, '--token-stdin']);
	const { host } = new URL(url);
	const { err } = await candor(['components', 'remove', 'x']);
	assert.ok(err.startsWith(`Sending to prod (${host}).\n`), err);
	assert.ok(!(await candor(['components', 'remove', 'x', '--json'])).err.includes('Sending'));
	assert.ok(!(await candor(['token', 'list'])).err.includes('Sending'));
});

test('the token is asked for on a terminal without showing it, and may be left out', async (context) => {
	const { url, seen } = await aRecorder(context);
	const { candor } = aMachine(context);
	const io = { askSecret: async () => secret };
	assert.equal((await candor(['profile', 'add', 'prod', '--url', url], { io })).code, 0);
	await candor(['token', 'list']);
	assert.deepEqual(seen, [`Bearer ${secret}`]);
	const none = await candor(['profile', 'add', 'open', '--url', url], { io: { askSecret: async () => '' } });
	assert.match(none.out, /It has no token/);
	assert.equal((await candor(['token', 'list', '--profile', 'open'])).code, 4);
	assert.equal((await candor(['profile', 'add', 'x', '--token-stdin'])).code, 2);
	assert.equal((await candor(['profile', 'add', '../x', '--url', url])).code, 2);
	assert.match((await candor(['list', '--profile', 'nope'])).err, /There are: prod, open\./);
});

/** `candor profile`: named servers with their tokens. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { isId } from '../../../src/model/ids.ts';
import { CliError } from '../cli-error.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import {
	type Profile,
	type Profiles,
	readProfiles,
	requireConfigFolder,
	writeProfiles,
} from '../profiles/profile-store.ts';
import { removeStoredToken, storeToken } from '../profiles/profile-token.ts';
import { table } from '../render/table.ts';
import { openOutput } from '../session.ts';
import { cleanToken, findProfile, type GlobalOptions, parseUrl, readTokenFile } from '../settings.ts';
import { quoted } from '../terminal-text.ts';

function parseName(text: string): string {
	if (isId(text)) return text;
	throw new InvalidArgumentError('A name has 1 to 64 lower-case letters, digits and hyphens, such as prod.');
}

export function addProfile(program: Command, io: Io): void {
	const profile = program
		.command('profile')
		.summary('named servers with their tokens')
		.description(
			'Stores servers by name, each with its token. Options come first, then CANDOR_URL and CANDOR_TOKEN, then the profile.',
		)
		.addHelpText(
			'after',
			examples('candor profile add prod --url https://status.example.com', 'candor profile list'),
		);
	addAdd(profile, io);
	profile
		.command('list')
		.summary('the profiles')
		.description('Lists the profiles. A star marks the one that commands use.')
		.addHelpText('after', examples('candor profile list'))
		.action((_options: object, self: Command) => {
			const profiles = readProfiles(io.environment);
			const output = openOutput(io, self);
			const list = [...profiles.profiles].map(([name, each]) => resourceOf(profiles, name, each));
			output.printResult({ profiles: list }, () =>
				list.length === 0
					? ['No profiles. Add one: candor profile add prod --url https://status.example.com.']
					: table(
							list.map(({ name, url, token, current }) => [current ? '*' : ' ', name, url, tokenText[token]]),
							output.style,
							2,
						),
			);
		});
	profile
		.command('show')
		.summary('a profile, without its token')
		.description('Shows a profile. The token itself is never printed.')
		.argument('[name]', 'default: the one that commands use')
		.addHelpText('after', examples('candor profile show prod'))
		.action((given: string | undefined, _options: object, self: Command) => {
			const profiles = readProfiles(io.environment);
			const { profile: option } = self.optsWithGlobals<GlobalOptions>();
			const name = given ?? option ?? (io.environment.CANDOR_PROFILE || profiles.current);
			if (name === null) throw new CliError('usage', 'No profile is in use. Name one.');
			const found = resourceOf(profiles, name, findProfile(profiles, name));
			openOutput(io, self).printResult(found, () => [
				`Profile:  ${name}${found.current ? ', which commands use' : ''}`,
				`Server:   ${found.url}`,
				`Token:    ${tokenText[found.token]}`,
			]);
		});
	profile
		.command('use')
		.summary('use a profile for all commands')
		.description('Lets commands that name no other server use a profile.')
		.argument('<name>', 'a name from "candor profile list"')
		.addHelpText('after', examples('candor profile use prod'))
		.action((name: string, _options: object, self: Command) => {
			const profiles = readProfiles(io.environment);
			const { url } = findProfile(profiles, name);
			writeProfiles(io.environment, { ...profiles, current: name });
			openOutput(io, self).printResult({ name, url, current: true }, () => [
				`Commands use ${name} (${url}) from now on.`,
				...overruledBy(io),
			]);
		});
	profile
		.command('remove')
		.summary('remove a profile and its token')
		.description('Removes a profile and its token from this machine. The server still accepts the token.')
		.argument('<name>', 'a name from "candor profile list"')
		.addHelpText('after', examples('candor profile remove staging'))
		.action(async (name: string, _options: object, self: Command) => {
			const { current, profiles } = readProfiles(io.environment);
			const { token } = findProfile({ current, profiles }, name);
			const left = new Map([...profiles].filter(([each]) => each !== name));
			writeProfiles(io.environment, { current: current === name ? null : current, profiles: left });
			const warning = await removeStoredToken(io, name, token);
			openOutput(io, self).printResult({ name, removed: true }, () => [
				`Removed the profile ${quoted(name)}.`,
				...(warning === null ? [] : [warning]),
				...(token === 'none' ? [] : ['The server still accepts its token: candor token revoke.']),
			]);
		});
}

const tokenText = {
	keyring: 'in the keyring',
	file: 'in a file that only you can read',
	none: 'none; CANDOR_TOKEN is used',
} as const;

const resourceOf = ({ current }: Profiles, name: string, { url, token, allowHttp }: Profile) => ({
	name,
	url,
	token,
	allowHttp,
	current: name === current,
});

const overruledBy = ({ environment }: Io): string[] =>
	environment.CANDOR_URL ? ['CANDOR_URL is set and comes first. Unset it, or add --profile.'] : [];

interface AddOptions {
	readonly tokenStdin?: true;
}

function addAdd(profile: Command, io: Io): void {
	profile
		.command('add')
		.summary('add or replace a profile')
		.description(
			'Stores a server by name. The token is asked for without showing it, and goes into the keyring of this system, or, where there is none, into a file that only you can read. The first profile is used from then on.',
		)
		.argument('<name>', 'such as prod', parseName)
		.addOption(new Option('--token-stdin', 'read the token from standard input'))
		.addHelpText(
			'after',
			examples(
				'candor profile add prod --url https://status.example.com',
				'pass candor/staging | candor profile add staging --url https://status.staging.example.com --token-stdin',
			),
		)
		.action(async (name: string, { tokenStdin }: AddOptions, self: Command) => {
			const { url: address, tokenFile, allowHttp = false } = self.optsWithGlobals<GlobalOptions>();
			if (address === undefined)
				throw new CliError('usage', 'The address is missing. Add --url https://status.example.com.');
			if (tokenStdin && tokenFile !== undefined)
				throw new CliError('usage', '--token-stdin and --token-file exclude each other. Remove one of them.');
			const url = parseUrl(address, '--url').href;
			requireConfigFolder(io.environment);
			const before = readProfiles(io.environment);
			const token = await readNewToken(io, tokenStdin, tokenFile);
			const stored =
				token === ''
					? ({ place: 'none', where: 'It has no token; CANDOR_TOKEN is used.' } as const)
					: await storeToken(io, name, cleanToken(token, null));
			const profiles = new Map(before.profiles).set(name, { url, token: stored.place, allowHttp });
			const current = before.current ?? name;
			writeProfiles(io.environment, { current, profiles });
			openOutput(io, self).printResult(
				{ name, url, token: stored.place, allowHttp, current: current === name },
				() => [
					`Stored the profile ${name} (${url}). ${stored.where}`,
					current === name
						? `Commands use it. Check it: candor status${overruledBy(io).length > 0 ? ` --profile ${name}` : ''}`
						: `Check it: candor status --profile ${name}. To use it for all commands: candor profile use ${name}`,
					...overruledBy(io),
				],
			);
		});
}

/** Empty: no token. */
async function readNewToken(io: Io, stdin: true | undefined, file: string | undefined): Promise<string> {
	const given = stdin ? io.readStdin() : file === undefined ? null : readTokenFile(io, file);
	if (given !== null) return cleanToken(await given, 'option');
	const answer = await io.askSecret?.('Operator token (empty: none; it is not shown): ');
	return answer?.trim() ?? '';
}

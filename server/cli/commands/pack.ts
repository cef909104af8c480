/** `candor pack`: the policy pack of the server, in sentences. */
import type { Command } from 'commander';
import { requireObject } from '../api/response.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { openSession } from '../session.ts';
import { safeJson, sanitize, textOf } from '../terminal-text.ts';

export function addPack(program: Command, io: Io): void {
	program
		.command('pack')
		.summary('what the policy pack enforces and expects')
		.description(
			'Explains the policy pack of the server: what it enforces, and what it expects of you. It informs, and claims no compliance.',
		)
		.option('--as-file', 'print it as a file for CANDOR_PACK')
		.addHelpText('after', examples('candor pack', 'candor pack --as-file > my-pack.json'))
		.action(async ({ asFile }: { asFile?: true }, self: Command) => {
			const session = openSession(io, self);
			const result = requireObject(await session.client.read('v1/pack', { asOperator: true }));
			if (asFile) {
				io.stdout.write(`${safeJson(result.pack)}\n`);
				return;
			}
			const { pack, enforced, expected } = sanitize(result);
			const { title, name, purpose } = requireObject(pack);
			const { bold, dim } = session.style.colours;
			session.printResult(result, () => [
				`${bold(textOf(title))}  ${dim(textOf(name))}`,
				textOf(purpose),
				'',
				'The server enforces:',
				...listOf(enforced),
				'',
				'It expects of you:',
				...listOf(expected),
			]);
		});
}

const listOf = (sentences: unknown): string[] =>
	Array.isArray(sentences) ? sentences.map((sentence) => `  - ${textOf(sentence)}`) : [];

/** Questions on a terminal, and the keys that leave them. */
import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { ask, askSecret } from '../../../server/cli/questions.ts';

const aTerminal = () => ({ input: new PassThrough(), output: new PassThrough() });
const keys = { 'Ctrl+C': '\u0003', 'Ctrl+D': '\u0004' };

for (const [name, question] of Object.entries({ ask, askSecret })) {
	test(`${name}: the line that is typed is the answer`, async () => {
		const terminal = aTerminal();
		const answer = question('Retract it? ', terminal);
		terminal.input.write('yes, please\r');
		assert.equal(await answer, 'yes, please');
		terminal.output.end();
		const shown = await text(terminal.output);
		assert.match(shown, /Retract it\? /);
		assert.equal(shown.includes('please'), name === 'ask');
	});

	for (const [key, code] of Object.entries(keys))
		test(`${name}: ${key} sends nothing, and is no internal error`, async () => {
			const terminal = aTerminal();
			const answer = question('Retract it? ', terminal);
			if (key === 'Ctrl+C') terminal.input.write('half an ans');
			terminal.input.write(code);
			await assert.rejects(answer, { name: 'CliError', exit: 'usage', message: /Nothing was sent\.$/ });
		});

	test(`${name}: a terminal that is closed sends nothing`, async () => {
		const terminal = aTerminal();
		const answer = question('Retract it? ', terminal);
		terminal.input.end();
		await assert.rejects(answer, /Nothing was sent\.$/);
	});
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstSentence } from '../../../src/elements/i18n/first-sentence.ts';
import type { RichText } from '../../../src/model/rich-text.ts';
import { say } from '../../model/given.ts';

const list: RichText = [
	{
		type: 'list',
		ordered: false,
		items: [[{ type: 'text', text: 'Pay by transfer' }], [{ type: 'text', text: 'Call us.' }]],
	},
];

for (const [text, sentence] of [
	['Payments work normally again. We are sorry.', 'Payments work normally again.'],
	['Is it fixed? Not yet.', 'Is it fixed?'],
	['We said: “It works.” That was wrong.', 'We said: “It works.”'],
	['Version 2.4 is out. Reload.', 'Version 2.4 is out.'],
	['Some payments, e.g. transfers, fail. We look.', 'Some payments, e.g. transfers, fail.'],
	['Wait... It works. Thanks.', 'Wait...'],
	['No full stop at the end', 'No full stop at the end'],
	['EU: down\nUS: works', 'EU: down US: works'],
	['決済は復旧しました。ご迷惑をおかけしました。', '決済は復旧しました。'],
	['عادت المدفوعات؟ نعم.', 'عادت المدفوعات؟'],
	['  Spaces  around.  Next.', 'Spaces around.'],
] as const)
	test(`the first sentence of “${text.replace('\n', '⏎')}”`, () => {
		assert.equal(firstSentence(say(text)), sentence);
	});

test(`it is of the first text that is not empty`, () => {
	assert.equal(firstSentence([]), '');
	assert.equal(firstSentence(say('  ')), '');
	assert.equal(firstSentence([...say(''), ...say('Second. Third.')]), 'Second.');
	assert.equal(firstSentence(list), 'Pay by transfer');
});

test(`a long sentence ends after a whole word`, () => {
	const sentence = firstSentence(say(`${'many words, '.repeat(40)}and an end. Next.`));
	assert.match(sentence, /^(many words, )+many( words)?…$/);
	assert.ok(sentence.length <= 200 && sentence.length > 180, `${sentence.length}`);
	const japanese = firstSentence(say(`${'とても長い文'.repeat(60)}。`));
	assert.equal(japanese.length, 200);
	assert.match(firstSentence(say('😀'.repeat(150))), /^(😀)+…$/u);
	assert.equal(firstSentence(say(`${'x'.repeat(199)}.`)).length, 200);
});

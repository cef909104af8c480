/** E-mails about retractions, restored notices, post-mortems and remedies, in each language. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { channelWords } from '../../../../server/site/words/channel-words.ts';
import { type Language, languages, wordsIn } from '../../../../server/site/words/words.ts';
import { anEmailStory, openNotice } from './email-story.ts';

test('subscribers get the correction of what they got, in their language', async (context) => {
	const { server, mail, subscribe } = await anEmailStory(context, { trustedProxies: null });
	for (const language of languages) await subscribe(`${language}@example.com`, { language });
	const { body } = await openNotice(server);
	const count = languages.length;
	await mail.until(2 * count);
	const path = `/v1/notices/${body.id}`;
	const next = async (place: number, check: (words: Language, html: string, text: string) => void) => {
		await mail.until(place * count);
		for (const language of languages) {
			const { html, text = '', inReplyTo } = await mail.newest(`${language}@example.com`);
			assert.equal(inReplyTo, `<notice.${body.id}@status.larkfield.example>`, language);
			check(language, String(html), text);
		}
	};

	await server.write('POST', `${path}/resolve`, { body: 'Payments work again.' });
	await mail.until(3 * count);
	const report = await server.write('PUT', `${path}/postmortem`, {
		title: 'Why payments failed',
		body: 'A certificate had expired.',
	});
	assert.equal(report.status, 201, report.text);
	await next(4, (language, html, text) => {
		assert.ok(html.includes(wordsIn(language).report), language);
		assert.match(html, /<strong>Why payments failed<\/strong>/);
		assert.match(text, /A certificate had expired\./);
	});

	const offer = await server.write('PUT', '/v1/remedies/credit', {
		...{ notice: body.id, title: 'We are sorry', apology: 'You could not pay.' },
		...{ offer: { kind: 'discount', summary: '10 % off' } },
		claim: { type: 'link', href: 'https://shop.larkfield.example/sorry' },
	});
	assert.equal(offer.status, 201, offer.text);
	await next(5, (language, html) => {
		assert.ok(html.includes(channelWords[language].apology), language);
		assert.match(html, /<a href="https:\/\/shop\.larkfield\.example\/sorry"/);
		assert.ok(html.includes(wordsIn(language).claim), language);
	});

	assert.equal((await server.write('POST', `${path}/retract`, { reason: 'A wrong alert.' })).status, 200);
	await next(6, (language, html, text) => {
		const { retracted, retractedText } = channelWords[language];
		assert.ok(html.includes(retracted) && html.includes(retractedText), language);
		assert.ok(text.includes(retractedText), language);
		for (const words of ['error', 'A wrong alert', 'certificate'])
			assert.equal(html.includes(words) || text.includes(words), false, `${language}: ${words}`);
	});

	assert.equal((await server.write('POST', `${path}/restore`, {})).status, 200);
	await next(7, (language, html, text) => {
		assert.ok(html.includes(channelWords[language].restoredText), language);
		assert.match(text, /Payments work again\./);
	});
});

test('every language has every word, with the places of the English one', () => {
	const placesOf = (words: object) =>
		Object.entries(words).map(([name, text]) => [
			name,
			String(text)
				.match(/\{\w+\}/g)
				?.join() ?? '',
		]);
	for (const language of languages)
		assert.deepEqual(placesOf(channelWords[language]), placesOf(channelWords.en), language);
});

/** What arrives in a mailbox: text and HTML of one message, in the language of the subscriber. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ParsedMail } from 'mailparser';
import { emailWords } from '../../../../server/site/words/email-words.ts';
import { type Language, languages } from '../../../../server/site/words/words.ts';
import { aFolder } from '../../../support/folder.ts';
import { aServer } from '../../../support/server.ts';
import { anEmailStory, from, openNotice } from './email-story.ts';

const header = ({ headerLines }: ParsedMail, name: string): string =>
	headerLines
		.filter(({ key }) => key === name)
		.map(({ line }) => line.replace(/\r?\n\s+/g, ' ').replace(/^[^:]+: */, ''))
		.join('|');

describe('an e-mail about a notice', () => {
	test('has the headers that mail programs need, and all of a notice are one conversation', async (context) => {
		const { server, mail, subscribe } = await anEmailStory(context);
		await subscribe('anna@example.com');
		const { body } = await openNotice(server);
		await mail.until(2);
		const opening = await mail.newest('anna@example.com');
		await server.write('POST', `/v1/notices/${body.id}/updates`, {
			body: 'A fix is out.',
			phase: 'monitoring',
		});
		await mail.until(3);
		const update = await mail.newest('anna@example.com');
		await server.write('POST', `/v1/notices/${body.id}/resolve`, { body: 'Payments work again.' });
		await mail.until(4);
		const end = await mail.newest('anna@example.com');
		for (const each of [opening, update, end]) {
			assert.equal(each.subject, '[Larkfield] Card payments are failing');
			assert.equal(each.from?.text, from.replace('Larkfield status', '"Larkfield status"'));
			assert.equal(header(each, 'auto-submitted'), 'auto-generated');
			assert.equal(header(each, 'list-id'), '<updates.status.larkfield.example>');
			assert.equal(header(each, 'list-unsubscribe-post'), 'List-Unsubscribe=One-Click');
			assert.match(
				header(each, 'list-unsubscribe'),
				/^<https:\/\/status\.larkfield\.example\/v1\/subscribers\/unsubscribe\?token=[\w.-]+>$/,
			);
			assert.equal(each.inReplyTo, `<notice.${body.id}@status.larkfield.example>`);
			assert.equal(header(each, 'references'), each.inReplyTo);
			assert.match(each.messageId ?? '', /^<msg_[0-9a-f]{32}@status\.larkfield\.example>$/);
			assert.match(each.text ?? '', new RegExp(`https://status.larkfield.example/notices/${body.id}`));
		}
		assert.equal(new Set([opening, update, end].map(({ messageId }) => messageId)).size, 3);
		assert.match(opening.text ?? '', /Payments end with an error/);
		assert.match(String(opening.html), /<strong>error<\/strong>/);
		assert.match(String(opening.html), /<a href="https:\/\/help\.larkfield\.example\/cards"/);
		assert.match(String(update.html), /Fix in place, monitoring · Major impact/);
		assert.match(String(end.html), /Resolved · Incident/);
	});

	test('is written in each of the languages, from right to left where it is so written', async (context) => {
		const { server, mail, subscribe } = await anEmailStory(context, { trustedProxies: null });
		for (const language of languages) await subscribe(`${language}@example.com`, { language });
		await openNotice(server, {
			translations: { ar: { title: 'تعذر الدفع بالبطاقات', body: 'تنتهي المدفوعات بخطأ.' } },
		});
		await mail.until(2 * languages.length);
		for (const language of languages) {
			const { html, text, subject } = await mail.newest(`${language}@example.com`);
			const words = emailWords[language as Language];
			const direction = language === 'ar' ? 'rtl' : 'ltr';
			assert.match(String(html), new RegExp(`<html lang="${language}" dir="${direction}">`));
			for (const word of [words.viewNotice, words.unsubscribe, words.why.replace('{name}', 'Larkfield')])
				assert.ok(String(html).includes(word), `${language}: ${word}`);
			assert.ok(text?.includes(words.unsubscribe), language);
			const isTranslated = language === 'ar';
			assert.equal(subject?.includes('Card payments are failing'), !isTranslated);
			const ownText = `lang="${isTranslated ? 'ar' : 'en'}" dir="${direction === 'rtl' && isTranslated ? 'rtl' : 'ltr'}"`;
			assert.ok(String(html).includes(ownText), `${language}: operators' words have their own language`);
		}
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
			assert.deepEqual(placesOf(emailWords[language]), placesOf(emailWords.en), language);
	});

	test('hostile texts stay texts, in its lines of headers too', async (context) => {
		const { server, mail, subscribe } = await anEmailStory(context);
		await server.write('PATCH', '/v1/page', { name: 'A "B" <c@d.example>, & E' });
		await server.write('PUT', '/v1/components/cards', {
			...{
				name: '<img src=x onerror=alert(1)>',
				description: null,
				group: null,
				position: null,
				status: null,
			},
		});
		await subscribe('anna@example.com');
		const title = '<script>alert("x")</script> & =?utf-8?B?QQ==?= Bcc: x@example.com';
		await openNotice(server, { title, body: 'Look at `<b>` & "this".' });
		await mail.until(2);
		const { html, subject, to, bcc } = await mail.newest('anna@example.com');
		assert.equal(subject, `[A "B" <c@d.example>, & E] ${title}`);
		assert.equal(bcc, undefined);
		assert.equal([to].flat()[0]?.text, 'anna@example.com');
		const tags = [...new Set([...String(html).matchAll(/<(\/?[a-z][a-z0-9]*)/g)].map(([, tag]) => tag))];
		for (const tag of ['script', 'img', 'b']) assert.equal(tags.includes(tag), false, tag);
		assert.match(String(html), /&lt;img src=x onerror=alert\(1\)&gt;/);
	});

	test('reaches only those who chose a component that is affected', async (context) => {
		const { server, mail, subscribe } = await anEmailStory(context);
		await subscribe('all@example.com');
		await subscribe('cards@example.com', {}, 'about=chosen&component=cards&component=login');
		await subscribe('search@example.com', {}, 'about=chosen&component=search');
		await openNotice(server);
		await mail.until(5);
		await openNotice(server, {
			...{ title: 'Search is slow', impact: 'minor', anyway: true },
			affected: [{ component: 'search', status: 'degraded' }],
		});
		await mail.until(7);
		const reached = (subject: RegExp) =>
			mail.mails
				.filter(({ raw }) => subject.test(raw))
				.map(({ to }) => to)
				.sort();
		assert.deepEqual(reached(/^Subject: \[Larkfield\] Card/m), ['all@example.com', 'cards@example.com']);
		assert.deepEqual(reached(/^Subject: \[Larkfield\] Search/m), ['all@example.com', 'search@example.com']);
	});

	test('is left out beyond the cap of an hour, says so before, and never when something opens or ends', async (context) => {
		const { server, mail, subscribe } = await anEmailStory(context, { email: { perHour: 3 } });
		await subscribe('anna@example.com');
		const { body } = await openNotice(server);
		const update = (text: string) => server.write('POST', `/v1/notices/${body.id}/updates`, { body: text });
		for (const text of ['One.', 'Two.', 'Three.', 'Four.']) await update(text);
		await server.write('POST', `/v1/notices/${body.id}/resolve`, { body: 'It works again.' });
		await openNotice(server, { title: 'Another one', anyway: true });
		await mail.until(6);
		const [, ...mails] = mail.mails;
		const saysSo = mails.map(({ raw }) => /There were many updates/.test(raw.replaceAll('=\r\n', '')));
		assert.deepEqual(saysSo, [false, false, true, true, true]);
		for (const text of ['Three.', 'Four.'])
			assert.equal(
				mails.some(({ raw }) => raw.includes(text)),
				false,
				text,
			);
	});

	test('of a test of the channel goes to the sender alone', async (context) => {
		const { server, mail, subscribe } = await anEmailStory(context);
		await subscribe('anna@example.com');
		const answer = await server.write('POST', '/v1/channels/email/test');
		assert.equal(answer.status, 200, answer.text);
		await mail.until(2);
		assert.equal(mail.mails[1]?.to, 'status@larkfield.example');
	});

	test('needs a channel, which the server creates unless another one has its name', async (context) => {
		const data = aFolder(context);
		const before = await aServer(context, { data });
		const settings = { url: 'https://hooks.example.com/a' };
		const made = await before.write('POST', '/v1/channels', {
			...{ id: 'email', name: 'Ours', kind: 'webhook', settings },
		});
		assert.equal(made.status, 201, made.text);
		await before.close();
		const { server } = await anEmailStory(context, { data });
		const kinds = (await server.write('GET', '/v1/channels')).body.channels.map(
			({ kind }: { kind: string }) => kind,
		);
		assert.deepEqual(kinds, ['webhook']);
	});
});

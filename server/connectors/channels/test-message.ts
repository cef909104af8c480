/** What an operator sends to see that a channel works. It is about no notice. */
import { plainText, type RichText } from '../../../src/model/rich-text.ts';
import type { Language } from '../../site/words/words.ts';
import { type ChannelMessage, type MessageSource, pageOf } from './channel-message.ts';

const headline = 'Test message';
const body: RichText = [
	{
		type: 'paragraph',
		children: [{ type: 'text', text: 'An operator tests this channel. Nothing has happened.' }],
	},
];

/** `id`: of the message. Without a language of the channel, its words are English in any case. */
export function testMessage(source: MessageSource, id: string, language: Language | null): ChannelMessage {
	const page = pageOf(source, language ?? 'en');
	return {
		id: `msg_${id}`,
		...{ seq: source.state.seq, at: new Date(source.now).toISOString(), what: 'test', update: null, page },
		...{ remedy: null, head: headline, note: null },
		notice: {
			...{ id: 'test', kind: 'announcement', title: headline, phase: 'published', impact: 'none' },
			...{ worstImpact: 'none', components: [], window: null, nextUpdateBy: null, url: page.url },
		},
		...{ headline, words: body, body, language: 'en', wordsLanguage: 'en' },
		text: [headline, plainText(body), page.url].filter((line) => line).join('\n\n'),
	};
}

/**
 * The content of the second file: every language, the notices for this visitor, their ends, and the
 * behaviour that candor.js has no room for.
 */
import { render } from 'lit';
import { isEnded } from '../../model/views/notices.ts';
import { applyLanguage } from '../i18n/apply-language.ts';
import { message } from '../i18n/messages.ts';
import { yieldToMain } from '../shared/yield-to-main.ts';
import { type BannerMemory, createMemory } from './banner-memory.ts';
import { addBehaviour } from './behaviour.ts';
import type { BannerContent } from './content.ts';
import { detailsStyles } from './details-styles.ts';
import { detailsTemplate } from './details-template.ts';
import { lookStyles } from './look-styles.ts';
import { bannerStyles } from './styles.ts';
import { situationOf, visitorNotices, visitorViews } from './visitor-views.ts';

const memories = new WeakMap<HTMLElement, BannerMemory>();
function memoryOf(host: HTMLElement): BannerMemory {
	const memory = memories.get(host) ?? createMemory();
	memories.set(host, memory);
	return memory;
}

export const translatedContent: BannerContent = {
	styles: bannerStyles + lookStyles.cssText + detailsStyles.cssText,
	text: message,
	views(feed, host) {
		applyLanguage(feed);
		const memory = memoryOf(host);
		const situation = situationOf(feed, host, memory);
		const { now } = situation;
		const shown = visitorNotices(situation).filter(
			(notice) => memory.restored.has(notice.id) || !memory.isDismissed(feed, notice),
		);
		memory.record(shown, now);
		// Storage is slow, and what is drawn comes first.
		void yieldToMain().then(() => {
			memory.seen.add(feed, shown, now);
			memory.followUps.record(shown, situation);
		});
		if (shown.length) return visitorViews(shown, situation);
		void yieldToMain()
			.then(() => memory.followUps.look(situation))
			.then((hasFound) => hasFound && host.requestUpdate());
		return memory.followUps.views(situation);
	},
	drawDetails(container, views) {
		render(detailsTemplate(views), container);
	},
	enhance(host, bar) {
		const memory = memoryOf(host);
		return addBehaviour(host, bar, memory, (feed) => {
			const situation = situationOf(feed, host, memory);
			const dismissed = visitorNotices(situation).filter(
				(notice) => memory.isDismissed(feed, notice) && !isEnded(notice.value, situation.now),
			);
			return visitorViews(dismissed, situation);
		});
	},
};

/** A product that uses its own notices: Larkfield disables card payments while an open notice says that they are unavailable. */
import { feed } from './feed.js';
import { cardsAreOut } from './story.js';

export const outage = {
	/** Whether card payments are unavailable now, whether this panel, another tab or the command line published it. */
	get on() {
		return cardsAreOut(feed.snapshot().state.records.values());
	},
};

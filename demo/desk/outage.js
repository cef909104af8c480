/** How a product can go by its own notices: Larkfield stops promising card payments while an open notice says they are out. */
import { feed } from './feed.js';
import { cardsAreOut } from './story.js';

export const outage = {
	/** Whether card payments are out at this moment, by whoever said so: this desk, another tab, or the CLI. */
	get on() {
		return cardsAreOut(feed.snapshot().state.records.values());
	},
};

import { lost } from '../feed.js';
import { corrected, late, longOutage, outage, outageAtWork, reported, resolved } from '../outage.js';
import { house } from '../records.js';

const attributes = { notice: 'n1' };

export const timeline = [
	['an outage', outage],
	['who speaks, and what is being done', outageAtWork],
	['resolved', resolved, { attributes }],
	['with its report', reported, { attributes }],
	['several days, what changed, and a promise that is overdue', longOutage, { attributes }],
	['edited, withdrawn and added later', corrected],
	['taking longer than expected', late],
	['nothing is open', house],
	['connection lost', outage, { heard: lost() }],
];

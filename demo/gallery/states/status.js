import { lost, unheard } from '../feed.js';
import { atWork, groups, many, outage, upcoming, worst } from '../outage.js';
import { house, oneNotice } from '../records.js';

export const status = [
	['all is well, maintenance is planned', { ...house, ...upcoming }],
	['maintenance', oneNotice(atWork)],
	['outage', { ...outage, ...upcoming }],
	['major outage', worst],
	['a dot', outage, { attributes: { look: 'dot' } }],
	['nothing heard yet', {}, { heard: unheard() }],
	['connection lost', outage, { heard: lost() }],
	['its panel: in an outage', { ...groups, ...upcoming }],
	['its panel: all is well', house],
	['its panel: many components', many],
	['its panel: connection lost', { ...groups, ...upcoming }, { heard: lost() }],
];

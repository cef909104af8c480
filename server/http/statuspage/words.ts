/** Candor's words in those of Atlassian Statuspage. */
import type { ComponentStatus, Impact, Phase } from '../../../src/model/vocabulary.ts';

export const componentStatus = {
	operational: 'operational',
	maintenance: 'under_maintenance',
	degraded: 'degraded_performance',
	'partial-outage': 'partial_outage',
	'major-outage': 'major_outage',
} as const satisfies Record<ComponentStatus, string>;

/**
 * The status of the whole page. Maintenance is `minor`: the API has four indicators, and `none`
 * would be shown as green.
 */
export const pageStatus = {
	operational: { indicator: 'none', description: 'All Systems Operational' },
	maintenance: { indicator: 'minor', description: 'Service Under Maintenance' },
	degraded: { indicator: 'minor', description: 'Partially Degraded Service' },
	'partial-outage': { indicator: 'major', description: 'Partial System Outage' },
	'major-outage': { indicator: 'critical', description: 'Major Service Outage' },
} as const satisfies Record<ComponentStatus, { indicator: Impact; description: string }>;

/** A word that this version does not know counts as the first one of its list. */
export const incidentStatus = (phase: Phase): 'investigating' | 'identified' | 'monitoring' | 'resolved' =>
	phase === 'identified' || phase === 'monitoring' || phase === 'resolved' ? phase : 'investigating';

/** Cancelled work is over, and the API has no other word for that. */
export const maintenanceStatus = (phase: Phase): 'scheduled' | 'in_progress' | 'verifying' | 'completed' => {
	if (phase === 'in-progress') return 'in_progress';
	if (phase === 'cancelled') return 'completed';
	return phase === 'verifying' || phase === 'completed' ? phase : 'scheduled';
};

/** The words of the public API of Statuspage, version 2, as ours. Several products send them. */
import type { ComponentStatus, Impact, Phase } from '../vocabulary.ts';

export const statuspageStatuses: Readonly<Record<string, ComponentStatus>> = {
	operational: 'operational',
	under_maintenance: 'maintenance',
	degraded_performance: 'degraded',
	partial_outage: 'partial-outage',
	major_outage: 'major-outage',
};

export const statuspageImpacts: Readonly<Record<string, Impact>> = {
	none: 'none',
	minor: 'minor',
	major: 'major',
	critical: 'critical',
	// Of maintenance, which has no impact of its own.
	maintenance: 'none',
};

export const statuspagePhases: Readonly<Record<string, Phase>> = {
	investigating: 'investigating',
	identified: 'identified',
	monitoring: 'monitoring',
	resolved: 'resolved',
	postmortem: 'resolved',
	scheduled: 'scheduled',
	in_progress: 'in-progress',
	verifying: 'verifying',
	completed: 'completed',
};

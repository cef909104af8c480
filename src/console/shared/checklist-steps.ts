/** The names of the steps after an outage. */
import type { Schema } from '../api/client.ts';

type Step = Schema<'Checklist'>['steps'][number]['step'];

export const stepNames: Readonly<Record<Step, string>> = {
	apology: 'Apology',
	thanks: 'Thanks',
	remedy: 'Remedy',
	postmortem: 'Post-mortem',
	actions: 'Promised actions',
	drill: 'Drill',
};

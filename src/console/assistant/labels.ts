import type { AssistantField } from '../../model/assistant/vocabulary.ts';

/** The private facts that a request may name. */
export const fieldLabels = {
	alerts: 'Summaries of alerts',
	'alert-labels': 'Labels of alerts',
	'visitor-reports': 'Counts of visitors’ failures',
	audience: 'Who sees the notice',
	'postmortem-draft': 'The draft of the post-mortem',
} as const satisfies Record<AssistantField, string>;

/** The fields that a text is for. */
export const textLabels: Readonly<Record<string, string>> = {
	title: 'Title',
	body: 'Text',
	workaround: 'What customers can do',
	impact: 'Impact',
	timeline: 'Timeline',
	causes: 'Causes',
	wentWell: 'What went well',
};

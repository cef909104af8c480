/** What the assistant can be asked for, and which private facts a request may name. */

/** `new`: a notice. `update` and `resolve`: words about an open one. `postmortem`: about one that has ended. */
export const assistantPurposes = ['new', 'update', 'resolve', 'postmortem'] as const;
export type AssistantPurpose = (typeof assistantPurposes)[number];

/**
 * Facts that customers do not see. None is sent unless the request names it.
 *
 * - `alerts`: the summaries of the alerts behind the notice, or of those that fire now.
 * - `alert-labels`: the labels of the same alerts.
 * - `visitor-reports`: the counts that visitors' pages sent lately.
 * - `audience`: for whom the notice is.
 * - `postmortem-draft`: the words of the draft of the post-mortem, also the internal ones.
 */
export const assistantFields = [
	'alerts',
	'alert-labels',
	'visitor-reports',
	'audience',
	'postmortem-draft',
] as const;
export type AssistantField = (typeof assistantFields)[number];

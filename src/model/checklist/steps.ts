/** What an operator does after the end of an outage, in this order. */
export const checklistSteps = ['apology', 'thanks', 'remedy', 'postmortem', 'actions', 'drill'] as const;
export type ChecklistStep = (typeof checklistSteps)[number];

/** What an operator says about a step. */
export const stepMarks = ['done', 'not-needed'] as const;
export type StepMark = (typeof stepMarks)[number];

/** When operators are reminded of a promised update, in this order. */
export const reminderStages = ['five-minutes', 'one-minute', 'late'] as const;
export type ReminderStage = (typeof reminderStages)[number];

/** How long before the promised time. */
export const leadMs = {
	'five-minutes': 5 * 60_000,
	'one-minute': 60_000,
	late: 0,
} as const satisfies Record<ReminderStage, number>;

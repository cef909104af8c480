/** When operators are reminded that maintenance begins, in this order. */
export const startStages = ['one-day', 'one-hour'] as const;
export type StartStage = (typeof startStages)[number];

/** How long before the start. */
export const startLeadMs = {
	'one-day': 24 * 60 * 60_000,
	'one-hour': 60 * 60_000,
} as const satisfies Record<StartStage, number>;

/** `regular`: any drill. `critical`: what is critical is practised more often. */
export const drillCadences = ['regular', 'critical'] as const;
export type DrillCadence = (typeof drillCadences)[number];

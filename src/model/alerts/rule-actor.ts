/** The actor of a rule's commands. It is no token, and no person. */
export const ruleActor = (rule: string): string => `rule:${rule}`;

export const isRuleActor = (actor: string): boolean => actor.startsWith(ruleActor(''));

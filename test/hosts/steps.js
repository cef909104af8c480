/** What every host's page goes through: an element comes late, is moved, and goes. */
export const steps = [['words'], ['words', 'timeline'], ['timeline', 'words'], ['words']];

/** What every host's page goes through: an element comes late, is moved, and goes. */
export const steps = [['words'], ['words', 'timeline'], ['timeline', 'words'], ['words']];

/** What a page does when its reader claims an offer: it asks its own server. */
export const addCredit = (remedy) => fetch(`/credit/${remedy}`, { method: 'POST' });

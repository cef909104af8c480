/** A title without differences that people do not see: two with the same result mean the same. */
export const plainTitle = (title: string): string => title.trim().replace(/\s+/g, ' ').toLowerCase();

/**
 * Ids of records. Apart from the schemas, so that programs can check an id without a schema
 * library.
 */

/**
 * Lower-case letters, digits and hyphens, at most 64: safe in a path, a file name and a stream
 * frame.
 */
export const idPattern = /^[a-z0-9][a-z0-9-]{0,63}$/;

export const isId = (text: string): boolean => idPattern.test(text);

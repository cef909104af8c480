/** Whether a GET of this path is answered by a stream, which does not end by itself. */
export const isStream = (path: string): boolean => ['/v1/stream', '/v1/reminders'].includes(path);

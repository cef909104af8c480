/** The ids of a series' notices. They are made of the series and the day, and so never exist twice. */

export const noticeIdOf = (series: string, day: string): string => `${series}-${day}`;

/** The series that a notice may belong to. `null`: to none. */
export const seriesIdOf = (notice: string): string | null =>
	/^(.+)-\d{4}-\d\d-\d\d$/.exec(notice)?.[1] ?? null;

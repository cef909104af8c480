import { svgIcon } from '../shared/icons.ts';

/** One icon for each kind of offer. */
const paths: ReadonlyMap<string, string> = new Map([
	['service-credit', 'M2 5h16v11H2zM2 9h16M5 13h3'],
	['discount', 'M4 16L16 4M6 4a2 2 0 1 0 .1 0zM14 12a2 2 0 1 0 .1 0z'],
	['extended-trial', 'M3 4h14v13H3zM3 8h14M7 2v4M13 2v4M10 10v5M7.5 12.5h5'],
	['waived-fee', 'M4 2h12v16l-3-2-3 2-3-2-3 2zM7 6h6M7 10h6'],
	['loyalty-points', 'M10 2l2.5 5 5.5.8-4 3.9 1 5.5-5-2.6-5 2.6 1-5.5-4-3.9 5.5-.8z'],
	['free-access', 'M4 9h12v9H4zM7 9V6a3 3 0 0 1 6-1M10 12v3'],
	['rescheduling', 'M10 2a8 8 0 1 0 .1 0zM10 6v4l3 2'],
]);
/** A gift box, for a kind that this version does not know. */
const otherPath = 'M3 9h14v9H3zM2 5h16v4H2zM10 5v13M10 5Q5 5 6 2q4 0 4 3 0-3 4-3 1 3-4 3';

export const offerIcon = (kind: string): SVGElement => svgIcon(paths.get(kind) ?? otherPath);

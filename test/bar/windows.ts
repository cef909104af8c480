/** The windows in which the bar is measured, and how much of each it may cover. */
export interface TestedWindow {
	readonly name: string;
	readonly width: number;
	readonly height: number;
	/** Device pixels per CSS pixel, as a browser's zoom sets it. Default: 1. */
	readonly zoom?: number;
	/** The font size of the page's root, CSS pixels. */
	readonly root?: number;
	readonly lines: number;
	/** The greatest height of the bar, CSS pixels. */
	readonly most: number;
	/** The greatest part of the window's height that the bar may cover. */
	readonly mostPart: number;
	readonly detailsPart: number;
}

const phone = { lines: 2, most: 76, mostPart: 0.12, detailsPart: 0.5 };
const desktop = { lines: 1, most: 56, mostPart: 0.07, detailsPart: 0.6 };

export const windows: readonly TestedWindow[] = [
	{ name: '360×640', width: 360, height: 640, ...phone },
	{ name: '390×844', width: 390, height: 844, ...phone, mostPart: 0.1 },
	{ name: '844×390', width: 844, height: 390, ...desktop, mostPart: 0.145 },
	{ name: '768×1024', width: 768, height: 1024, ...desktop },
	{ name: '1280×800', width: 1280, height: 800, ...desktop },
	{ name: '1600×1000', width: 1600, height: 1000, ...desktop },
	{
		name: '390×844 at 200 %',
		width: 195,
		height: 422,
		zoom: 2,
		...phone,
		lines: 3,
		most: 120,
		mostPart: 0.3,
	},
	{
		name: '1280×800 at 400 %',
		width: 320,
		height: 200,
		zoom: 4,
		...desktop,
		mostPart: 0.28,
		detailsPart: 0.92,
	},
	{ name: '390×844, root 24 px', width: 390, height: 844, root: 24, ...phone, mostPart: 0.1 },
	{ name: '1280×800, root 24 px', width: 1280, height: 800, root: 24, ...desktop },
];

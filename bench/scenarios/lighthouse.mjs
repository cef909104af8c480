/** Lighthouse on the demo's page with and without the script tag, in turn. The page shows a critical notice. */
import lighthouse from 'lighthouse';
import { candorWith, token } from '../harness/candor-page.mjs';
import { launchChrome } from '../harness/chrome.mjs';
import { median } from '../harness/statistics.mjs';

export const name = 'lighthouse';

/** A stream never ends, so the network is never idle: Lighthouse would wait 45 s for each page. */
const longestLoadMs = 10_000;
const tag = /<script async src="\/candor\.js"[^>]*><\/script>/;

export async function measure({ dist, rounds }) {
	const { demoHandler } = await import('../../demo/server.mjs');
	const demo = demoHandler({ token });
	let plain = { headers: {}, text: '' };
	const candor = await candorWith(dist, (request, response) => {
		if (request.url !== '/demo/?plain') return demo(request, response);
		response.writeHead(200, plain.headers).end(plain.text);
		return true;
	});
	const chrome = await launchChrome();
	const audit = auditBy(chrome.port);
	try {
		const tagged = `${candor.url}/demo/`;
		plain = await withoutTag(tagged);
		await candor.publish({ title: 'Card payments are failing', impact: 'critical' });
		const both = async () => [await audit(`${tagged}?plain`), await audit(tagged)];
		// The first page of a browser is slower than the others.
		await both();
		const rows = [];
		for (let round = 0; round < rounds; round++) rows.push(await both());
		return [{ scenario: name, checks: checks(rows) }];
	} finally {
		await chrome.close();
		await candor.close();
	}
}

/**
 * The same page without the tag, with the same headers: Cross-Origin-Opener-Policy alone gives the page another process,
 * which takes longer to start than everything else that is measured here.
 */
async function withoutTag(url) {
	const answer = await fetch(url);
	const text = await answer.text();
	if (!tag.test(text)) throw new Error('The demo’s page has no script tag of the form that is known here.');
	const ofTheConnection = /^(?:connection|keep-alive|transfer-encoding|content-length|content-encoding)$/;
	const headers = [...answer.headers].filter(([header]) => !ofTheConnection.test(header));
	return { headers: Object.fromEntries(headers), text: text.replace(tag, '') };
}

/** The score, 0 to 100, and the total blocking time, milliseconds. */
const auditBy = (port) => async (url) => {
	const result = await lighthouse(url, {
		port,
		onlyCategories: ['performance'],
		maxWaitForLoad: longestLoadMs,
		logLevel: 'error',
	});
	const { categories, audits, runtimeError } = result.lhr;
	if (runtimeError) throw new Error(runtimeError.message);
	return {
		score: categories.performance.score * 100,
		blocked: audits['total-blocking-time'].numericValue,
	};
};

function checks(rows) {
	const [plain, tagged] = [0, 1].map((index) => ({
		score: median(rows.map((row) => row[index].score)),
		blocked: median(rows.map((row) => row[index].blocked)),
	}));
	return [
		{
			name: `Lighthouse, score lost by the tag (${plain.score} without, ${tagged.score} with), median of ${rows.length} rounds`,
			measured: plain.score - tagged.score,
			budget: 0,
			unit: 'points',
		},
		{
			name: `Lighthouse, blocking time added by the tag (${plain.blocked.toFixed(0)} ms without)`,
			measured: tagged.blocked - plain.blocked,
			budget: 10,
			unit: 'ms',
		},
	];
}

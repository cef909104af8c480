/** "See it as": the plan of the visitor, for audiences, and the language of Candor's elements. Both last as long as the tab. */
import { keptByTab } from '../assets/kept.js';

const selects = { plan: document.getElementById('desk-plan'), lang: document.getElementById('desk-lang') };

/** The script tag is async: it may run after this module. */
function withCandor(work) {
	if (globalThis.Candor?.setContext) work(globalThis.Candor);
	else
		document
			.querySelector('script[src="/candor.js"]')
			.addEventListener('load', () => work(globalThis.Candor), { once: true });
}

const apply = {
	plan: (plan) => withCandor((candor) => candor.setContext({ plan })),
	// Larkfield's own words stay English; Candor's elements follow the language of the page.
	lang: (lang) => {
		document.documentElement.lang = lang;
	},
};

for (const [name, select] of Object.entries(selects)) {
	const kept = keptByTab.get(`view-${name}`);
	if ([...select.options].some(({ value }) => value === kept)) select.value = kept;
	apply[name](select.value);
	select.addEventListener('change', () => {
		keptByTab.set(`view-${name}`, select.value);
		apply[name](select.value);
	});
}

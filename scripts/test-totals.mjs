/** A reporter of node:test that says nothing but the totals, as JSON. */
export default async function* totals(source) {
	const counts = { pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 };
	for await (const { type, data } of source) {
		const found = type === 'test:diagnostic' && /^(\w+) (\d+)$/.exec(data.message);
		if (found && found[1] in counts) counts[found[1]] = Number(found[2]);
	}
	yield JSON.stringify(counts);
}

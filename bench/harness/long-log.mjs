// A log as it grows over years: incidents with six commits each, most of them with a promise.
const dayMs = 86_400_000;
const components = 20;
const text = (words) => [{ type: 'paragraph', children: [{ type: 'text', text: words }] }];
const words = [
	'Some payments fail. We are looking for the cause, and say more within twenty minutes.',
	'The cause is a certificate of a partner that has expired. The partner is replacing it now.',
	'The new certificate is in place on half of the machines, and payments there succeed again.',
	'All machines have the new certificate. We are watching the rates of success for an hour.',
];
const phases = ['investigating', 'identified', 'identified', 'monitoring', null, 'resolved'];

/** Commits with the given numbers, from 1 on; the same ones for the same numbers. */
export function* longLog(
	count,
	{ newNotice, newUpdate, newComponent },
	{ days = 1_000, end = Date.now() } = {},
) {
	const startMs = end - days * dayMs;
	const timeOf = (seq) => new Date(startMs + Math.floor((seq / count) * days * dayMs * 0.999)).toISOString();
	/** Random ids in the order of no other number, as those of a server. */
	const idOf = (number) => ((number * 2_654_435_761) % 4_294_967_296).toString(36).padStart(7, '0');
	let seq = 0;
	const commit = (command, changes) => ({
		...{ seq, at: timeOf(seq), actor: 'bench', cause: { command, source: 'api' }, changes },
	});
	for (let index = 0; index < components && seq < count; index++) {
		seq += 1;
		const value = newComponent({ name: `Component ${index}`, position: index });
		yield commit('put-component', [{ kind: 'component', id: `c${index}`, value, previous: 0 }]);
	}
	for (let index = 0; seq < count; index++) {
		const id = `n${idOf(index)}`;
		const affected = [{ component: `c${index % components}`, status: 'degraded' }];
		const openedAt = timeOf(seq + 1);
		let previous = 0;
		for (let step = 0; step < phases.length && seq < count; step++) {
			seq += 1;
			const at = timeOf(seq);
			const isLast = step === phases.length - 1;
			const notice = newNotice({
				...{ kind: 'incident', title: `Incident ${index}: some payments fail`, impact: 'minor' },
				...{ phase: phases[step] ?? 'monitoring', affected, openedAt, updatedAt: at },
				promise: isLast ? null : { nextUpdateBy: new Date(Date.parse(at) + 1_200_000).toISOString() },
				...{ endedAt: isLast ? at : null, latestUpdate: step + 1 },
			});
			const update = newUpdate({
				...{ notice: id, number: step + 1, at, body: text(words[step % words.length]) },
				...{ phase: phases[step], impact: null, affected },
			});
			yield commit(step === 0 ? 'open-notice' : isLast ? 'resolve' : 'post-update', [
				{ kind: 'notice', id, value: notice, previous },
				{ kind: 'update', id: `u${idOf(index * 8 + step)}`, value: update, previous: 0 },
			]);
			previous = seq;
		}
	}
}

/**
 * What must hold. Each is judged on Candor's median; with `against`, on the median of the ratios to that server, taken
 * round by round. `quick` holds for `npm run bench` as part of `npm run check`: few readers, two rounds, a machine
 * that may be busy with something else. It finds a change that breaks something, no more.
 */
export const budgets = [
	// The fan-out of 600-byte frames to 10,000 readers.
	{ scenario: 'fan-out', value: 'cpuUs', against: 'c', full: 1.6, quick: 2.4 },
	{ scenario: 'fan-out', value: 'cpuUs', against: 'res-write', full: 0.85, quick: 1.1 },
	{ scenario: 'fan-out', value: 'cpuUs', against: 'nchan', full: 1 },
	{ scenario: 'fan-out', value: 'lastMs', against: 'c', full: 1.7, quick: 2.6 },
	{ scenario: 'fan-out', value: 'idleKb', full: 5, quick: 9 },
	{ scenario: 'fan-out', value: 'afterKb', full: 6, quick: 14 },
	// All of them at once, with a snapshot of 2 kB for each.
	{ scenario: 'storm', value: 'cpuUs', full: 90 },
	// A short storm is over before everything is compiled: only the ratio says something.
	{ scenario: 'storm', value: 'cpuUs', against: 'res-write', quick: 0.9 },
	{ scenario: 'storm', value: 'seconds', full: 1.2, quick: 1.2, needsAcceptQueue: true },
	// 20 readers that take in nothing, and 5,000 frames of 4 kB.
	{ scenario: 'slow', value: 'withMb', full: 60, quick: 60 },
	{ scenario: 'slow', value: 'leftOpen', full: 0, quick: 0 },
	{ scenario: 'slow', value: 'p99Ratio', full: 2, quick: 4 },
	// 5,000 half-open and 5,000 idle sockets from one address.
	{ scenario: 'flood', value: 'connectMs', full: 1_000, quick: 1_000 },
	{ scenario: 'flood', value: 'publishMs', full: 2_000, quick: 2_000 },
	// 40,000 readers on several processes, against 10,000 on one.
	{ scenario: 'processes', value: 'cpuUs', server: '4 processes', against: 'one process', full: 1.25 },
	{ scenario: 'processes', value: 'idleKb', server: '4 processes', against: 'one process', full: 1.25 },
	{ scenario: 'processes', value: 'afterKb', server: '4 processes', against: 'one process', full: 1.25 },
	// Four times the sockets take the kernel longer for each, whoever serves them: the limit says how much. A process that has just started
	// takes memory for readers that a longer one has already.
	{ scenario: 'processes', value: 'overC', server: '4 processes', against: 'one process', full: 1.25 },
	{ scenario: 'processes', value: 'wholeKb', server: '4 processes', against: 'one process', full: 1.25 },
	{ scenario: 'processes', value: 'idleKb', server: '4 processes', full: 5 },
	{ scenario: 'processes', value: 'afterKb', server: '4 processes', full: 6 },
];

/**
 * The status page of a vendor, which vendors.ts asks for. What the vendor reports are alerts, so that
 * the operators' rules decide what becomes of it. Nothing of it is published without a rule.
 */
import type { Alert } from '../../../../src/model/alerts/alert.ts';
import { CandorError } from '../../../../src/model/errors.ts';
import { feed as incidentIo } from '../../../../src/model/vendor-feeds/incident-io.ts';
import { feed as statuspage } from '../../../../src/model/vendor-feeds/statuspage.ts';
import type {
	VendorFeed,
	VendorNotice,
	VendorState,
} from '../../../../src/model/vendor-feeds/vendor-state.ts';
import { labelsOf } from '../read-document.ts';
import type { SourceKind, SourceSettings } from '../source-kind.ts';

const feeds: Readonly<Record<NonNullable<SourceSettings['shape']>, VendorFeed>> = {
	statuspage,
	'incident-io': incidentIo,
};

export const feedOf = ({ shape = 'statuspage' }: SourceSettings): VendorFeed => feeds[shape];

export const vendor: SourceKind = {
	keeps: 'none',
	required: ['page'],
	optional: ['shape'],
	// The server asks the vendor. Messages are refused.
	hasProof: () => false,
	verify: () => false,
	parse(document, settings) {
		try {
			// Only the times of notices depend on the time, and alerts have none of them.
			return alertsOf(feedOf(settings).read(document, 0));
		} catch {
			throw new CandorError('invalid', `This is no status of the shape "${settings.shape ?? 'statuspage'}".`);
		}
	},
};

/** Maintenance that has not begun is no alert. */
const isPresent = ({ phase }: VendorNotice): boolean => phase !== 'scheduled';

/** What is wrong now. What is no longer among these alerts has ended. */
export function alertsOf({ name: page, components, notices }: VendorState): Alert[] {
	const present = notices.filter(isPresent);
	const namesOf = ({ affected }: VendorNotice): string =>
		affected
			.map(({ component }) => components.find(({ id }) => id === component)?.name ?? component)
			.join(', ');
	return [
		...present.map((notice) => ({
			...{ key: `${notice.kind} ${notice.id}`, group: notice.id, firing: true, at: null },
			labels: labelsOf({
				...{ page, type: notice.kind, name: notice.title, status: notice.phase, impact: notice.impact },
				components: namesOf(notice),
			}),
			summary: `${page}: ${notice.title}`,
		})),
		...components
			.filter(({ status }) => status !== 'operational')
			.map(({ id, name, status }) => ({
				...{ key: `component ${id}`, group: `component ${id}`, firing: true, at: null },
				labels: labelsOf({ page, type: 'component', name, status }),
				summary: `${page}: ${name} is ${status}`,
			})),
	];
}

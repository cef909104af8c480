/** All kinds of alert sources, by their names. */
import type { SourceKind } from './source-kind.ts';
import type { SourceKindName } from './source-kind-names.ts';
import { alertmanager } from './sources/alertmanager.ts';
import { datadog } from './sources/datadog.ts';
import { grafana } from './sources/grafana.ts';
import { heartbeat } from './sources/heartbeat.ts';
import { json } from './sources/json.ts';
import { pagerduty } from './sources/pagerduty.ts';
import { sns } from './sources/sns.ts';
import { statuspage } from './sources/statuspage.ts';
import { vendor } from './sources/vendor.ts';

export const sourceKinds: Readonly<Record<SourceKindName, SourceKind>> = {
	...{ alertmanager, grafana, pagerduty, datadog, statuspage, sns, json, heartbeat, vendor },
};

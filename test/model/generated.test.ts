/** The browsers' decoders are generated from the zod schemas. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { z } from 'zod';
import { generatedFiles } from '../../scripts/record-decoders.mjs';
import type {
	AffectedComponent,
	Audience,
	DataSafety,
	LabelMatcher,
	Payout,
	PayoutTier,
	PostmortemDraftAction,
	RecordValues,
	ReportSummary,
	SeriesOccurrence,
	TemplateTexts,
	TemplateVariable,
} from '../../src/model/generated/record-types.ts';
import { fieldDecoders, partSchemas, publicSchemas, recordSchemas } from '../../src/model/records/kinds.ts';

/** Whether each of two types can be assigned to the other. */
type IsSame<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;
type Parts = {
	AffectedComponent: AffectedComponent;
	Audience: Audience;
	DataSafety: DataSafety;
	PostmortemDraftAction: PostmortemDraftAction;
	LabelMatcher: LabelMatcher;
	Payout: Payout;
	PayoutTier: PayoutTier;
	ReportSummary: ReportSummary;
	SeriesOccurrence: SeriesOccurrence;
	TemplateTexts: TemplateTexts;
	TemplateVariable: TemplateVariable;
};
type Inferred<Schemas extends Record<string, z.ZodType>> = {
	[Name in keyof Schemas]: z.infer<Schemas[Name]>;
};
/** They do not compile if a generated type differs from the type that zod infers. */
export const areSame: [
	IsSame<RecordValues, Inferred<typeof recordSchemas>>,
	IsSame<Parts, Inferred<typeof partSchemas>>,
] = [true, true];

test('the generated files are those that the schemas lead to', () => {
	const folder = 'src/model/generated';
	const files = generatedFiles(publicSchemas, { records: recordSchemas, parts: partSchemas }, fieldDecoders);
	assert.deepEqual(readdirSync(folder).sort(), Object.keys(files).sort());
	for (const [name, source] of Object.entries(files))
		assert.ok(
			readFileSync(`${folder}/${name}`, 'utf8') === source,
			`${folder}/${name} is stale. Run \`npm run build\` and commit it.`,
		);
});

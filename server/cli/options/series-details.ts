/** The fields of the notices of a series: those of any notice, without its times. */
import { type Command, Option } from 'commander';
import { impacts } from '../../../src/model/vocabulary.ts';
import { addAudienceOptions } from './audience.ts';
import { componentOption } from './notice-options.ts';
import { collect, parseId } from './parsers.ts';

export function addSeriesDetailOptions(command: Command): Command {
	command
		.addOption(new Option('--impact <impact>', 'how bad it is').choices(impacts))
		.addOption(componentOption())
		.addOption(
			new Option('--unaffected <id>', 'a component that works, repeatable').argParser(collect(parseId)),
		)
		.option('--workaround <markdown>', 'what customers can do in the meantime')
		.addOption(
			new Option('--step <line>', 'a step that customers should take, repeatable').argParser(collect(String)),
		);
	return addAudienceOptions(command)
		.option('--not-affected <line>', 'what all other visitors read: "You are not affected."')
		.option('--more-url <url>', 'a page with more information');
}

/** What customers report on the story's incident: the counts that operators can read, while the notice asks for them. */
import { say } from '../assets/make.js';

const pauseMs = 4_000;
const line = document.getElementById('desk-reports');

/** @param {() => { story: object | null }} player the player
 * @returns {() => Promise<void>} reads the counts now */
export function followReports(player) {
	let reading = false;
	const read = async () => {
		const { story } = player();
		const isAsking = story?.cards?.reporting === true && story.cards.endedAt === null;
		line.hidden = !isAsking;
		if (!isAsking || reading || document.hidden) return;
		reading = true;
		try {
			const answer = await fetch(`/demo/desk/api/notices/story-${story.run}-cards/reports`);
			if (answer.ok) say(line, sentence(await answer.json()));
			else say(line, 'The counts cannot be read at the moment.');
		} catch {
			say(line, 'The counts cannot be read at the moment.');
		}
		reading = false;
	};
	setInterval(read, pauseMs);
	return read;
}

/** The counts of the API in words. */
const sentence = ({ affected, worksAgain, stillBroken }) =>
	`Customers say: ${affected} affected, ${worksAgain} working again, ${stillBroken} still affected.`;

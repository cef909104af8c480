import { useCandor } from 'candor/react';
import { useState } from 'react';

function Notices({ source }) {
	const { status, notices } = useCandor(source);
	return (
		<ul data-status={status ?? 'unknown'}>
			{notices.map(({ id, title }) => (
				<li key={id}>{title}</li>
			))}
		</ul>
	);
}

export function App({ source }) {
	const [isShown, setShown] = useState(true);
	return (
		<>
			<button type="button" onClick={() => setShown(!isShown)}>
				Switch
			</button>
			{isShown && <Notices source={source} />}
		</>
	);
}

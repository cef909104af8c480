import '@angular/compiler';
import 'candor/define';
import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { type ClaimEvent, type DismissEvent, feedFor } from 'candor';
import { addCredit, steps } from '../steps.js';

const { source } = globalThis as unknown as { source: string };

@Component({
	selector: '#app',
	schemas: [CUSTOM_ELEMENTS_SCHEMA],
	template: `
		<candor-feed [attr.src]="source">
			<candor-banner placement="top" (candor-dismiss)="keep($event)" />
			<candor-status [feed]="feed" />
			<div id="list">
				@for (name of steps[step()]; track name) {
					@if (name === 'words') { <p>Own words</p> } @else { <candor-timeline notice="cards" /> }
				}
			</div>
			<button id="next" (click)="step.set(step() + 1)">Next</button>
			<output>{{ kept() && 'Kept ' + kept() }}</output>
			<candor-inline component="checkout">
				<p>Pay by card</p>
				<a slot="actions" href="/invoice">Pay by invoice</a>
			</candor-inline>
			<candor-inline component="checkout">
				<p>Your basket</p>
				<p slot="affected">We keep your basket</p>
			</candor-inline>
			<candor-remedy (candor-claim)="claim($event)" />
			<p>{{ claims() }}</p>
		</candor-feed>
	`,
})
class Application {
	readonly source = source;
	readonly feed = feedFor(source);
	readonly steps = steps;
	readonly kept = signal('');
	readonly claims = signal('');
	readonly step = signal(0);

	keep(event: DismissEvent): void {
		if (this.kept()) return;
		event.preventDefault();
		this.kept.set(event.notice);
	}

	claim(event: ClaimEvent): void {
		event.waitUntil(addCredit(event.remedy));
		this.claims.update((before) => `${before}Heard ${event.remedy} of ${event.notice}`);
	}
}

void bootstrapApplication(Application);

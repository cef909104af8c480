declare const _default: {
	files: string;
	nodeResolve: {
		browser: boolean;
		exportConditions: string[];
	};
	plugins: import('@web/dev-server-core').Plugin[];
	browsers: import('@web/test-runner-chrome').ChromeLauncher[];
	concurrency: number;
	reporters: import('@web/test-runner').Reporter[];
	browserStartTimeout: number;
	testsFinishTimeout: number;
	testFramework: {
		config: {
			timeout: string;
		};
	};
};
export default _default;

export default {
	files: ['test/**/*.test.ts'],
	extensions: ['ts'],
	nodeArguments: ['--no-warnings'],
	timeout: '5m',
};

type StringWidth = typeof import('string-width').default;

/**
 * What the bundle has in place of string-width, which takes 19 ms to load (measured): it is loaded when a width is asked for, and
 * yargs, whose help is not used, never does. esbuild makes of the `require` a part of the bundle that runs at its first call.
 */
// biome-ignore lint/style/noDefaultExport: it stands for a module that has one
export default function stringWidth(...given: Parameters<StringWidth>): ReturnType<StringWidth> {
	const {default: measured} = require('../node_modules/string-width/index.js') as {default: StringWidth};
	return measured(...given);
}

import {aboutLine, info} from './about.ts';
import {isOurs} from './cli/whose.ts';
import {handedOver} from './official/hand-over.ts';

// The packaged binary starts here. `dcos` asks each plugin for its `--info` line, and the official plugin's commands are none of
// ours: both are seen to before the rest, which takes longer to parse than Node.js takes to start, is even read out of the binary.
const words = process.argv.slice(2);
const line = aboutLine(words);
/** They have Node.js print every header and body, the token among them, or believe every certificate, that of a proxy too. */
const unwanted = /^NODE_(?:DEBUG|DEBUG_NATIVE|TLS_REJECT_UNAUTHORIZED)$/i;
if (line !== undefined) process.stdout.write(`${line}\n`);
else if (words[0] === 'registry' && !isOurs(words.slice(1))) void handOver();
else startOurs();

async function handOver() {
	const code = await handedOver(words, process, info);
	// the plugin says why
	if (code === false) startOurs();
	else process.exitCode = code;
}

function startOurs() {
	if (Object.keys(process.env).some(name => unwanted.test(name))) startAnew();
	else startApp();
}

/**
 * As this process was started, but for these variables, which Node.js reads before anything else runs. Where the platform has no execve,
 * in a child.
 */
function startAnew() {
	const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !unwanted.test(name)));
	if (process.platform !== 'win32' && process.execve)
		process.execve(process.execPath, [process.execPath, ...words], env);
	// Ctrl-C reaches the child as well
	process.on('SIGINT', () => {});
	const {spawn} = process.getBuiltinModule('node:child_process');
	spawn(process.execPath, words, {stdio: 'inherit', env}).once('exit', code => {
		process.exitCode = code ?? 1;
	});
}

/** Runs the bundled plugin, an asset of this binary, as the CommonJS module that the build made of it. */
function startApp() {
	const {getRawAsset} = process.getBuiltinModule('node:sea');
	const {Script} = process.getBuiltinModule('node:vm');
	// esbuild writes ASCII only, and one byte a character is what V8 parses fastest.
	const source = Buffer.from(getRawAsset('app')).toString('latin1');
	// What V8 compiled when this was built; where it is empty, or no more to V8's liking, V8 compiles again.
	const cachedData = Buffer.from(getRawAsset('cache'));
	const load = new Script(source, {filename: process.execPath, cachedData}).runInThisContext();
	const module = {exports: {}};
	// In a single executable `require` knows Node's own modules only: nothing is ever loaded from the user's disk.
	load.call(module.exports, require, module, module.exports, process.execPath);
}

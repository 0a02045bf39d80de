import {execa} from 'execa';
import {type Cli, type Home, ownEnvironment} from './cli.ts';

/** The `dcos` at this path. */
export function realCli(path: string, place: Home): Cli {
	const env = ownEnvironment(place);
	return {
		...place,
		async dcos(words, {env: more, before = []} = {}) {
			const {exitCode = -1, ...said} = await execa(path, [...before, ...words], {
				stdin: 'ignore',
				env: {...env, ...more},
				extendEnv: false,
				reject: false,
				stripFinalNewline: false,
				timeout: 60_000,
			});
			return {exitCode, stdout: said.stdout, stderr: said.stderr};
		},
		registry: {line: [path, 'registry'], env},
	};
}

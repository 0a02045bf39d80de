import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {execa} from 'execa';
import {writeExecutables} from '../../support/executables.ts';

export type Shell = 'bash' | 'zsh';

export type Typist = {
	/** A home of its own, and where the shell runs. */
	home: string;
	/** The directories `completion` of the plugins, in the order in which dcos lists them. */
	plugins: readonly string[];
	/** What the CLI hands over for the attached cluster; empty for none. */
	cluster: Readonly<Record<string, string>>;
};

const harness = join(import.meta.dirname, 'dcos-completion.sh');
const entry = join(import.meta.dirname, '..', '..', '..', 'src', 'main.ts');
const prompt = 'ready> ';
/** Ctrl-T: everything that the shell would offer is put into the line. */
const complete = '\x14';

/**
 * What a shell on a terminal makes of each line when the completion is asked for: the words behind `dcos`, with everything that is
 * offered in place of the last one.
 */
export async function typed(shell: Shell, lines: readonly string[], typist: Typist): Promise<readonly string[]> {
	const {home, plugins, cluster} = typist;
	await makeDcos(home, plugins);
	const start = await makeStart(shell, home);
	const running = execa('script', ['--quiet', '--return', '--flush', '--command', start, '/dev/null'], {
		cwd: home,
		env: {
			PATH: `${join(home, 'bin')}:${process.env.PATH}`,
			HOME: home,
			ZDOTDIR: home,
			SHELL: '/bin/sh',
			TERM: 'dumb',
			LANG: 'C.UTF-8',
			...cluster,
		},
		extendEnv: false,
		reject: false,
		timeout: 90_000,
		stdin: 'pipe',
	});
	const left = lines.map(line => `${line}${complete}\r`);
	let fresh = '';
	let shown = '';
	let answers = 0;
	running.stdout.on('data', chunk => {
		shown += String(chunk);
		fresh += String(chunk);
		// the prompt before the first line, and after the answer to each
		const ready = answers === 0 ? fresh.includes(prompt) : /^<.*>\r?\n[\s\S]*ready> /m.test(fresh);
		if (!ready) return;
		answers++;
		fresh = '';
		running.stdin.write(left.shift() ?? 'exit\r');
	});
	await running;
	return shown.split(/\r*\n/).filter(line => /^<.*>$/.test(line));
}

/** A CLI that knows its plugins, and shows the words of what is run; only agents are asked of the plugin itself. */
async function makeDcos(home: string, plugins: readonly string[]): Promise<void> {
	const directory = join(home, 'bin');
	await mkdir(directory, {recursive: true});
	await writeExecutables(directory, {
		dcos: `#!/bin/sh
case "$*" in
'plugin list --commands') echo registry ;;
'plugin list --completion-dirs') printf '%s\\n' ${plugins.map(each => `'${each}'`).join(' ')} ;;
'registry __complete-agents'*) exec '${process.execPath}' --no-warnings '${entry}' "$@" ;;
*) printf '<%s>' "$@"; echo ;;
esac
`,
	});
}

/** The line that starts the shell, with nothing of this machine's configuration but its completion. */
async function makeStart(shell: Shell, home: string): Promise<string> {
	if (shell === 'bash') {
		const setUp = `PS1='${prompt}'
. /usr/share/bash-completion/bash_completion
. '${harness}'
bind '"\\C-t": insert-completions'
`;
		await writeFile(join(home, 'bashrc'), setUp);
		return `bash --noprofile --rcfile '${join(home, 'bashrc')}' -i`;
	}
	const setUp = `PS1='${prompt}'
autoload -Uz compinit bashcompinit
compinit -D -u
bashcompinit
. '${harness}'
insert_all() { _main_complete; compstate[insert]=all; }
zle -C insert-all complete-word insert_all
bindkey '^T' insert-all
`;
	await writeFile(join(home, '.zshrc'), setUp);
	return 'zsh --no-globalrcs -i';
}

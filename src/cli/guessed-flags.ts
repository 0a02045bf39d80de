import type {Environment, OutputFlags} from '../world.ts';

/** How a run is probably to show itself, for an error that comes before its words are understood. */
export function guessedFlags(words: readonly string[], env: Environment): OutputFlags {
	return {
		json: words.includes('--json') || env.DCOS_REGISTRY_JSON === 'true',
		events: valueIn(words, '--events') ?? (env.DCOS_REGISTRY_EVENTS || null),
		verbosity: words.includes('-vv') || env.DCOS_VERBOSITY === '2' ? 2 : 0,
		quiet: false,
		yes: false,
		color: false,
	};
}

function valueIn(words: readonly string[], flag: string): string | null {
	const index = words.findIndex(word => word === flag || word.startsWith(`${flag}=`));
	const value = words[index] === flag ? words[index + 1] : words[index]?.slice(flag.length + 1);
	return value === undefined || value === '' || /^-./.test(value) ? null : value;
}

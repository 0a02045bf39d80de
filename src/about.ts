declare const DCOS_REGISTRY_VERSION: string | undefined;

/** The plugin's version, put in by the build; `dev` when it runs from its sources. */
export const version = typeof DCOS_REGISTRY_VERSION === 'string' ? DCOS_REGISTRY_VERSION : 'dev';

/** What `dcos` shows beside the command in its list of commands. */
export const info = 'Give the cluster a package registry that every agent trusts';

/**
 * The line that answers `registry --info` or `registry --version`; undefined when the words ask for anything else.
 * `dcos` names the command first, a person who runs the binary by hand may leave it out.
 */
export function aboutLine(words: readonly string[]): string | undefined {
	const asked = words[0] === 'registry' ? words.slice(1) : words;
	if (asked.length !== 1) return undefined;
	if (asked[0] === '--info') return info;
	return asked[0] === '--version' ? `dcos-registry version ${version}` : undefined;
}

import type {Option} from './option.ts';

/** Where a value stands, for the words that refuse it. */
export type Source = {
	/** E.g. --parallel, or DCOS_REGISTRY_PARALLEL. */
	name: string;
	/** How to say it with a value that is understood. */
	with(value: string): string;
};

export function flagSource(name: string, option: Option): Source {
	return {name: `--${name}`, with: value => flagWith(name, option, value)};
}

/** A setting comes from `dcos config set` or from the environment, and a flag wins over both. */
export function settingSource(variable: string, name: string, option: Option): Source {
	return {
		name: variable,
		with: value => `dcos config set registry.${name} ${value}, or ${flagWith(name, option, value)}, which wins`,
	};
}

function flagWith(name: string, {kind}: Option, value: string): string {
	return `--${name}${kind === 'flag' ? '=' : ' '}${value}`;
}

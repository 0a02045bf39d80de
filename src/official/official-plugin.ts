import type {Beside} from './beside.ts';

/**
 * The vendor's `package-registry` plugin, which owns the word `registry` as well. Its code is not public, so nothing is
 * assumed of it but what the CLI itself needs to know of a plugin (dcos-cli design/plugin.md).
 */
export type OfficialPlugin = {
	/** The lines that its own help has of its commands, without their common indentation. Never rejects. */
	help(): Promise<TheirHelp>;
	/**
	 * Puts it in our place, with our arguments, environment and standard streams. Resolves with its exit code only where the
	 * platform cannot replace a process. Throws a FailedError when it cannot be started.
	 */
	takeOver(argv: readonly string[]): Promise<number>;
};

/** `plugin` is null where no other has the word `registry`, or the CLI calls it by itself. */
export type Official = {plugin: OfficialPlugin | null; beside: Beside};

/** `failure` is a clause: why it could not be asked. */
export type TheirHelp = {lines: readonly string[]; failure: null} | {lines: null; failure: string};

import {inspect} from 'node:util';

/**
 * A token, key or password that cannot be printed by accident: as text, as JSON or in a debugger it is `[redacted]`.
 * Only `reveal()` gives it, and only the place that sends it to its owner calls that.
 */
export class Secret {
	readonly #value: string;

	constructor(value: string) {
		this.#value = value;
	}

	reveal(): string {
		return this.#value;
	}

	toString(): string {
		return '[redacted]';
	}

	toJSON(): string {
		return '[redacted]';
	}

	[inspect.custom](): string {
		return '[redacted]';
	}
}

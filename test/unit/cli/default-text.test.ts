import test from 'ava';
import {readValue} from '../../../src/cli/checks.ts';
import {defaultText} from '../../../src/cli/default-text.ts';
import {flagSource} from '../../../src/cli/source.ts';
import {commands} from '../../../src/commands/index.ts';

test('a time is told as people say it', t => {
	const text = (milliseconds: number) => defaultText({kind: 'duration', describe: '', default: milliseconds});
	t.deepEqual([0, 90_000, 120_000, 540_000, 600_000, 900_000].map(text), ['0s', '90s', '120s', '540s', '10m', '15m']);
});

test('an option without a default has no text', t => {
	t.is(defaultText({kind: 'flag', describe: ''}), null);
	t.is(defaultText({kind: 'text', describe: ''}), null);
	t.is(defaultText({kind: 'count', describe: '', least: 1, most: 2}), null);
});

for (const {words, options} of commands) {
	for (const [name, option] of Object.entries(options)) {
		const text = defaultText(option);
		if (text === null) continue;
		test(`the default ${text} of --${name} of ${words.join(' ')} is understood as itself and stands in the help`, t => {
			t.deepEqual(readValue(option, text, flagSource(name, option)), 'default' in option ? option.default : null);
			t.true(option.describe.includes(`default: ${text}`), option.describe);
		});
	}
}

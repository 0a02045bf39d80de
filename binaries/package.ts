import {refuseElsewhere} from './build-machine.ts';
import {packageAll} from './plugin.ts';

refuseElsewhere();
for (const zip of await packageAll()) process.stdout.write(`${zip}\n`);

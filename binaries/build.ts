import {refuseElsewhere} from './build-machine.ts';
import {build} from './plugin.ts';

refuseElsewhere();
const {binary, zip} = await build();
process.stdout.write(`${binary}\n${zip}\n`);

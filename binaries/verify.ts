import path from 'node:path';
import {thisProject} from './plugin.ts';
import {packagingFaults} from './verify-packaging.ts';

// What lies in binaries/, or in the folder that is named.
const folder = path.resolve(process.argv[2] ?? import.meta.dirname);
const faults = await packagingFaults(folder, thisProject);
for (const fault of faults) process.stderr.write(`Error: ${fault}\n`);
if (faults.length === 0) process.stdout.write(`all is as it should be in ${folder}\n`);
else process.stderr.write('Hint: make the zips again with: npm run package\n');
process.exitCode = faults.length === 0 ? 0 : 1;

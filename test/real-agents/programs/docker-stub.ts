// `docker` on a machine that has none, bundled into one plain file: docker-stub.mjs SETTING WORD…, a DockerSetting in JSON first.
import {runDocker} from '../../sandbox/agents/docker/docker.ts';
import type {DockerSetting} from '../../sandbox/agents/docker/docker-setting.ts';

const [settingText = '{}', verb = '', ...words] = process.argv.slice(2);
const setting = JSON.parse(settingText) as DockerSetting;
const {code, stdout, stderr} = await runDocker({setting, verb, words, gone: new AbortController().signal});
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = code;

import type {AnyCommand} from '../cli/command.ts';
import type {GroupDescriptions} from '../cli/help.ts';
import {install} from './install.ts';
import {storageLocal} from './storage-local.ts';
import {storageS3} from './storage-s3.ts';
import {storageShow} from './storage-show.ts';
import {storageVerify} from './storage-verify.ts';
import {storageVolume} from './storage-volume.ts';
import {trustAgents} from './trust-agents.ts';

/** In the order in which an operator needs them. */
export const commands: readonly AnyCommand[] = [
	storageS3,
	storageVolume,
	storageLocal,
	storageShow,
	storageVerify,
	install,
	trustAgents,
];

/** What the help says of a word that has commands below it. */
export const groupDescriptions: GroupDescriptions = {
	storage: 'Choose where the package registry keeps its packages',
};

import test from 'ava';
import type {Offer} from './package-collection.ts';
import type {PackageDefinition} from './package-definition.ts';
import {changesOf} from './upgrades.ts';

const base = {packagingVersion: '4.0', name: 'p', releaseVersion: 1, description: '', maintainer: '', tags: []};
const version = (number: string, more: Partial<PackageDefinition> = {}): PackageDefinition => ({
	...base,
	version: number,
	...more,
});
const offer = (definition: PackageDefinition): Offer => ({definition, source: 'https://repo'});

test('a newer package says from what it upgrades, the installed one to what it goes back', t => {
	const offers = [
		version('3', {upgradesFrom: ['*']}),
		version('2', {upgradesFrom: ['1']}),
		version('2', {upgradesFrom: ['1']}),
		version('1'),
		version('0', {upgradesFrom: ['0']}),
		{...version('9', {upgradesFrom: ['*']}), name: 'other'},
	].map(offer);
	t.deepEqual(changesOf(version('1', {downgradesTo: ['0']}), offers), {upgradesTo: ['3', '2'], downgradesTo: ['0']});
	t.deepEqual(changesOf(version('5'), offers), {upgradesTo: ['3'], downgradesTo: []});
	t.deepEqual(changesOf(version('1', {downgradesTo: ['*']}), []), {upgradesTo: [], downgradesTo: []});
});

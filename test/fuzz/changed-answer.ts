import type {Json} from '../../src/errors/json.ts';
import type {SshOutcome} from '../../src/ssh/ssh.ts';
import {changedJson, forgedTexts, kindsOfJsonChange} from './changed-json.ts';
import {changedLines, changedXml, kindsOfTextChange, type Place} from './changed-text.ts';
import {forged} from './forged.ts';
import type {Answer} from './server-before.ts';

type Change = (answer: Answer, place: number) => Answer;

const html = {'content-type': 'text/html'};
const json = {'content-type': 'application/json'};

/** What becomes of an answer as a whole. */
const wholes: readonly Change[] = [
	// as often as six others
	...[1, 2, 3, 4, 5, 6].map((): Change => withForgedTexts),
	answer => ({...answer, body: ''}),
	answer => ({...answer, body: 'null'}),
	answer => ({...answer, body: answer.body.slice(0, answer.body.length / 2)}),
	answer => ({...answer, headers: html, body: `<html>${forged}</html>`}),
	answer => ({...answer, body: `\uFEFF${String(answer.body)}`}),
	answer => ({...answer, status: 404}),
	answer => ({...answer, status: 400}),
	answer => ({...answer, status: 409, headers: json, body: JSON.stringify({message: forged, type: 'constructor'})}),
	answer => ({...answer, status: 400, headers: json, body: JSON.stringify({code: forged, title: forged})}),
	answer => ({
		...answer,
		status: 422,
		headers: json,
		body: JSON.stringify({message: {}, data: {errors: [null, {}, [forged]]}}),
	}),
	answer => ({
		...answer,
		status: 400,
		headers: json,
		body: JSON.stringify({message: 7, type: {}, data: [[], forged, {instance: 1}]}),
	}),
	answer => ({...answer, status: 301, headers: {...answer.headers, location: 'https://zqx-forged.example/'}}),
	answer => ({...answer, status: 200}),
	(answer, place) => withDeepText(answer, place, ['{"a":', '}']),
	(answer, place) => withDeepText(answer, place, ['[', ']']),
];

/** More than the stack of any function that calls itself bears. */
const levels = 200_000;

/** So many kinds of change there are: of a part first, then of the whole. */
export const kinds = Math.max(kindsOfJsonChange, kindsOfTextChange) + wholes.length;

export function changedAnswer(answer: Answer, at: Place): Answer {
	const parts = kinds - wholes.length;
	if (at.kind >= parts) return (wholes[at.kind - parts] ?? (each => each))(answer, at.place);
	const text = String(answer.body);
	try {
		return {...answer, body: JSON.stringify(changedJson(JSON.parse(text) as Json, at))};
	} catch {
		return {...answer, body: changedXml(text, at)};
	}
}

function withForgedTexts(answer: Answer, place: number): Answer {
	const text = String(answer.body);
	try {
		return {...answer, body: JSON.stringify(forgedTexts(JSON.parse(text) as Json, place))};
	} catch {
		return answer;
	}
}

/** In place of one text, or of one key's value, something that is nested without end. */
function withDeepText(answer: Answer, place: number, [open, close]: readonly [string, string]): Answer {
	const nested = `${open.repeat(levels)}1${close.repeat(levels)}`;
	const text = String(answer.body);
	const texts = [...text.matchAll(/"(?:[^"\\]|\\.)*"(?!\s*:)/g)];
	const found = texts[place % Math.max(1, texts.length)];
	if (found === undefined) return {...answer, body: nested};
	return {...answer, body: text.slice(0, found.index) + nested + text.slice(found.index + found[0].length)};
}

/** What an agent printed, and how ssh ended. */
export function changedOutcome(outcome: SshOutcome, at: Place): SshOutcome {
	const parts = kinds - wholes.length;
	if (at.kind < parts) return {...outcome, stdout: changedLines(outcome.stdout, at)};
	const ends: readonly Partial<SshOutcome>[] = [
		{stdout: ''},
		{exitCode: 255, stdout: '', stderr: `ssh: ${forged}`},
		{exitCode: 255, stderr: `${forged}\nPermission denied (publickey).\n`},
		{exitCode: 1, stdout: forged, stderr: `sudo: ${forged}`},
		{exitCode: null, timedOut: true},
		{exitCode: null, flooded: true, stdout: outcome.stdout.slice(0, -20)},
		{exitCode: 255, stderr: `Host key verification failed.${forged}`, hostKey: forged},
		{stdout: outcome.stdout.slice(0, outcome.stdout.length / 2)},
	];
	return {...outcome, ...ends[(at.kind - parts) % ends.length]};
}

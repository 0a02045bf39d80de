import test from 'ava';
import fc from 'fast-check';
import {answerIn} from '../../../src/trust/agent-answer.ts';

const mark = 'dcos-registry-00ff';
const marked = (...lines: string[]) => lines.map(line => `${mark} ${line}\n`).join('');
const whole = marked(
	'begin',
	'certificate AAAA',
	'certificate BBBB',
	'ca same',
	'file r.example.com written',
	'file r.example.com:443 right',
	'docker answers',
	'setting unchecked r.example.com',
	'setting network 127.0.0.0/8',
	'setting proxied',
	'setting direct .mesos,10.0.0.0/8',
	'setting of another time',
	'address r.example.com 10.0.0.7',
	'odd r.example.com a.cert has no key beside it',
	'proof r.example.com 1',
	'words r.example.com Error response from daemon: manifest unknown',
	'words r.example.com second line',
	'proof r.example.com:443 124',
	'restarted r.example.com:443',
	'end',
);

const nothing = {
	began: false,
	arrived: null,
	ended: false,
	ca: null,
	certificates: [],
	files: new Map(),
	problems: [],
	odd: [],
	docker: null,
	daemonWords: '',
	setting: {kind: null, told: true, unchecked: [], networks: [], proxied: false, direct: ''},
	restart: null,
	proofs: [],
};

test('of a script that was not whole it is read how much of it arrived', t => {
	t.like(answerIn(`Which one? ${marked('cut 20')}`, mark), {began: false, arrived: 20});
	for (const word of ['', 'x', '-1', '1e3', '9'.repeat(20)])
		t.is(answerIn(marked(`cut ${word}`), mark).arrived, null, word);
});

test('the answer of an agent is read', t => {
	t.deepEqual(answerIn(whole, mark), {
		began: true,
		arrived: null,
		ended: true,
		ca: 'same',
		certificates: ['AAAA', 'BBBB'],
		files: new Map([
			['r.example.com', 'written'],
			['r.example.com:443', 'right'],
		]),
		problems: [],
		odd: ['a.cert has no key beside it'],
		docker: 'answers',
		daemonWords: '',
		setting: {
			kind: null,
			told: true,
			unchecked: ['r.example.com'],
			networks: ['127.0.0.0/8'],
			proxied: true,
			direct: '.mesos,10.0.0.0/8',
		},
		restart: null,
		proofs: [
			{
				registry: 'r.example.com',
				exitCode: 1,
				words: 'Error response from daemon: manifest unknown\nsecond line',
				curl: null,
				addresses: ['10.0.0.7'],
				file: 'written',
				restarted: false,
			},
			{
				registry: 'r.example.com:443',
				exitCode: 124,
				words: '',
				curl: null,
				addresses: [],
				file: 'right',
				restarted: true,
			},
		],
	});
});

for (const state of ['same', 'different', 'missing', 'empty', 'unreadable', 'not-pem', 'private-key'] as const) {
	test(`a CA that is ${state} is told as such`, t => {
		t.is(answerIn(marked('begin', `ca ${state}`, 'end'), mark).ca, state);
	});
}

test('problems are told without the registry they are about', t => {
	const answer = answerIn(marked('begin', 'problem r.example.com read-only file system', 'problem - not root'), mark);
	t.deepEqual(answer.problems, ['read-only file system', 'not root']);
});

test('an agent without Docker is told', t => {
	t.is(answerIn(marked('begin', 'docker missing', 'end'), mark).docker, 'missing');
});

test('a Docker that is silent is told without its exit code, in its words', t => {
	const answer = answerIn(marked('begin', 'docker silent 1', 'daemon - one', 'daemon - two words', 'end'), mark);
	t.like(answer, {docker: 'silent', daemonWords: 'one\ntwo words'});
});

test('of a restart, what was said last counts', t => {
	t.is(answerIn(marked('begin', 'restart begun'), mark).restart, 'begun');
	for (const end of ['failed', 'silent', 'done'] as const) {
		t.is(answerIn(marked('begin', 'restart begun', `restart ${end}`), mark).restart, end);
	}
});

for (const [what, text] of [
	['nothing', ''],
	['a banner', 'Welcome!\nbegin\nend\n'],
	['the lines of another run', whole.replaceAll(mark, 'dcos-registry-1111')],
	['the mark without a word', `${mark}\n${mark}begin\n`],
] as const) {
	test(`${what} is no answer`, t => {
		t.deepEqual(answerIn(text, mark), nothing);
	});
}

test('banners and profile scripts between the lines change nothing', t => {
	const noise = fc.array(fc.string().map(text => `${text.replaceAll(mark, '')}\n`));
	fc.assert(
		fc.property(noise, noise, (one, other) => {
			const text = one.join('') + whole.replaceAll('\n', () => `\n${other.join('')}`);
			t.deepEqual(answerIn(text, mark), answerIn(whole, mark));
		}),
	);
});

test('line ends of Windows change nothing', t => {
	t.deepEqual(answerIn(whole.replaceAll('\n', '\r\n'), mark), answerIn(whole, mark));
});

test('what a profile script prints without a line end does not hide that the script began', t => {
	t.true(answerIn(`\u001B]0;agent\u0007${whole}`, mark).began);
});

test('wherever the connection was cut, nothing is believed that was not said in full', t => {
	const full = answerIn(whole, mark);
	for (let length = 0; length < whole.length; length += 1) {
		const cut = answerIn(whole.slice(0, length), mark);
		t.false(cut.ended, `cut after ${length}`);
		for (const {registry, exitCode} of cut.proofs) {
			const said = full.proofs.find(proof => proof.registry === registry);
			t.is(exitCode, said?.exitCode ?? Number.NaN, `cut after ${length}`);
		}
		for (const [registry, state] of cut.files) t.is(state, full.files.get(registry) ?? 'right');
		t.true(cut.certificates.every(each => full.certificates.includes(each)));
	}
});

test('each registry that the daemon does not check is heard, however many there are: the last may be ours', t => {
	const others = Array.from({length: 50}, (_, index) => `m setting unchecked 10.0.0.${index}:5000\n`);
	const {
		setting: {unchecked},
	} = answerIn(`m begin\n${others.join('')}m setting unchecked r\nm end\n`, 'm');
	t.true(unchecked.includes('r'));
	t.is(unchecked.length, 51);
});

import type {Values} from '../cli/option.ts';
import {UsageError} from '../errors/errors.ts';
import {fingerprintDigits} from '../trust/fingerprint.ts';
import {isSshUser} from '../trust/ssh-user.ts';
import type {TrustRequest} from '../trust/trust-request.ts';
import {refuseUnlikelyName} from './shared-options.ts';
import type {trustOptions} from './trust-options.ts';

type Given = Values<typeof trustOptions>;

/** What the flags of trust-agents ask for. Throws a UsageError for what cannot be meant. */
export function trustRequest(values: Given): TrustRequest {
	refuseContradictions(values);
	values['service-name'].forEach(refuseUnlikelyName);
	return {
		work: values.remove ? 'remove' : values.check ? 'check' : 'trust',
		serviceNames: values['service-name'],
		notInstalledYet: values['not-installed-yet'],
		filter: {
			only: values.agent,
			exclude: values.exclude,
			type: values.type === 'all' ? null : (values.type as 'private' | 'public'),
		},
		ssh: sshWishes(values),
		caPath: values['ca-path'],
		caFingerprint: fingerprint(values['ca-fingerprint']),
		restart: {
			when: values.restart as TrustRequest['restart']['when'],
			batch: values.batch,
			maxFailures: values['max-failures'],
			pause: values.pause,
			drain: values.drain,
		},
		requireProof: values['require-proof'],
		parallel: values.parallel,
		agentTimeout: values['agent-timeout'],
		logDirectory: values['log-dir'],
		dryRun: values['dry-run'],
	};
}

function sshWishes(values: Given): TrustRequest['ssh'] {
	const [unlike] = values.option.filter(option => !/^[A-Za-z]+[= ]./.test(option));
	if (unlike !== undefined)
		throw new UsageError(`--option takes KEY=VALUE, not "${unlike}"`, {hint: '--option Port=2222'});
	const proxyIp = values['proxy-ip'];
	if (proxyIp !== null && !/^[A-Za-z0-9]([A-Za-z0-9.:_-]*[A-Za-z0-9])?$/.test(proxyIp))
		throw new UsageError(`--proxy-ip takes an address or a host name, not "${proxyIp}"`, {
			hint: '--proxy-ip 203.0.113.7; other ways go into a file: --config-file FILE',
		});
	if (values.user !== null && !isSshUser(values.user))
		throw new UsageError(`--user takes the name of a user, not "${values.user}"`, {hint: '--user centos'});
	return {
		user: values.user,
		proxyIp,
		masterProxy: values['master-proxy'],
		configFile: values['config-file'],
		sshOptions: values.option,
		askSudoPassword: values['ask-sudo-password'],
	};
}

/** Two wishes that nobody can have at once, where not the flag alone says so but its value. */
function refuseContradictions(values: Given): void {
	if (values.restart !== 'always') return;
	for (const looking of ['check', 'remove'] as const) {
		if (values[looking])
			throw new UsageError(`--${looking} restarts nothing, so --restart always cannot be asked for`, {
				hint: `leave out --restart, or --${looking}`,
			});
	}
}

function fingerprint(text: string | null): string | null {
	if (text === null) return null;
	const digits = fingerprintDigits(text);
	if (digits !== null) return digits;
	throw new UsageError(`--ca-fingerprint takes the SHA-256 of a certificate in hexadecimal digits, not "${text}"`, {
		hint: 'openssl x509 -noout -fingerprint -sha256 -in dcos-ca.crt prints it',
	});
}

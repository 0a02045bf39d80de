import type {AnyCommand} from './command.ts';
import type {Topic} from './own-words.ts';

/** What `dcos registry help TOPIC` prints. */
export async function topicText(topic: Topic, commands: readonly AnyCommand[]): Promise<string> {
	switch (topic) {
		case 'exit-codes':
			return (await import('./topics/exit-codes.ts')).exitCodesTopic();
		case 'settings':
			return (await import('./topics/settings.ts')).settingsTopic(commands);
		case 'network':
			return (await import('./topics/network.ts')).networkTopic();
		case 'secrets':
			return (await import('./topics/secrets.ts')).secretsTopic();
		case 'ssh':
			return (await import('./topics/ssh.ts')).sshTopic();
	}
}

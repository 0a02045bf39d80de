import {marker} from './hostile.ts';

/** Where a line begins that is to be pasted: a hint, what helps an agent, how to go on. */
const pasted = /^(?:Hint: | {2}→ | {4}dcos |next {6}|restart {3}|.*: dcos )/;
/** A hostile word can look like a flag in the words before the command. */
const command =
	/(?:^|[\s"(:;])((?:dcos (?:auth|cluster|config|job|marathon|node|package|registry|security|service|task)|ssh|ssh-keygen|chmod|curl|openssl|printf)[ ].*|--(?!zqx)[a-z][a-z-]*[ =].*)$/s;

/** The lines for pasting in which a shell would read a hostile word as more than one word of text. */
export function bareIn(text: string): string[] {
	return text.split('\n').filter(line => {
		if (!line.includes(marker) || !pasted.test(line)) return false;
		const [, pastedPart = ''] = command.exec(line) ?? [];
		const words = withoutQuoted(pastedPart)
			.split(/\s/)
			.filter(word => word.includes(marker));
		return words.some(word => !/^[\w@%+:,./-][\w@%+=:,./-]*[;)]?$/.test(word));
	});
}

/** What stands outside of '…' and $'…'. */
function withoutQuoted(line: string): string {
	return line.replaceAll(/\$'(?:[^'\\]|\\.)*'|'[^']*'|\\./gs, '');
}

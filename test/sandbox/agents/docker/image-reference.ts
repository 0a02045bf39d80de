/** An image name, taken apart. */
export type ImageReference = {
	/** Host and port as written: the literal name of the directory below certs.d. */
	registry: string;
	/** The image's path at the registry. */
	name: string;
	tag: string;
	/** Registry and path as Docker prints them. */
	familiarName: string;
};

const path = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
const tagText = /^\w[\w.-]{0,127}$/;

/** Reads an image name as Docker does: what stands before the first slash is a registry only if it looks like a host. */
export function parseReference(text: string): ImageReference {
	const slash = text.indexOf('/');
	const first = text.slice(0, Math.max(slash, 0));
	const hasRegistry = /[.:]/.test(first) || first === 'localhost';
	const [rest, registry] = hasRegistry ? [text.slice(slash + 1), first] : [text, 'docker.io'];
	const [name = '', tag = 'latest', ...more] = rest.split(':');
	if (!path.test(name) || !tagText.test(tag) || more.length > 0) throw new Error('invalid reference format');
	if (hasRegistry) return {registry, name, tag, familiarName: `${registry}/${name}`};
	return {registry, name: name.includes('/') ? name : `library/${name}`, tag, familiarName: name};
}

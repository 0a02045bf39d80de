/** Those of Amazon and of most stores: 16 to 32 capital letters and digits. What stands in its place by mistake may be the secret key. */
export function looksLikeKeyId(text: string): boolean {
	return /^[A-Z][A-Z\d]{15,31}$/.test(text);
}

/** Whether it is to be hidden: some stores have short names of their own for keys, which stand in other words as well. */
export function mayBeSecretKey(text: string): boolean {
	return text.length >= 20 && !looksLikeKeyId(text);
}

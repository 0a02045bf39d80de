/** Milliseconds until the next look, by how many there were before: a small cluster is fast, a large one is not to be bothered. */
export function intervalAfter(looks: number): number {
	return [300, 600, 1000][looks] ?? 2000;
}

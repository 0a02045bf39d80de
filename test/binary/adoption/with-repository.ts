import type {Snapshot} from '../../sandbox/snapshot.ts';

/** The cluster as it was, with the registry's repository, which is all that was really missing. */
export function withRepository(state: Snapshot): Snapshot {
	const [id = ''] = Object.keys(state.apps);
	const uri = `https://${id.slice(1)}.marathon.l4lb.thisdcos.directory/repo`;
	return {...state, repositories: [{name: 'Registry', uri}, ...state.repositories]};
}

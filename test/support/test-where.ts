import type {ExecutionContext, Implementation} from 'ava';

type Declare<Context> = (title: string, run: Implementation<[], Context>) => void;

/** `test` or `test.serial`. */
type Declaring<Context> = Declare<Context> & {skip: Declare<Context>};

/**
 * Declares tests that need something of the machine. `lack` says what is not there, null for nothing: then they are skipped with it
 * in their titles, and with CI=true, where the machine has been made fit, they fail with it.
 */
export function testWhere<Context>(declare: Declaring<Context>, lack: string | null): Declare<Context> {
	if (lack === null) return declare;
	if (process.env.CI === 'true') return title => declare(title, t => failFor(t, lack));
	return (title, run) => declare.skip(`${title} (not tested: ${lack})`, run);
}

function failFor(t: ExecutionContext<never> | ExecutionContext, lack: string): void {
	t.fail(`not tested, which CI may not: ${lack}`);
}

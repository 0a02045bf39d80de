/** What `-v` (1) and `-vv` (2) add on stderr. The caller passes no secrets: a log line is never redacted afterwards. */
export type Log = (level: 1 | 2, line: string) => void;

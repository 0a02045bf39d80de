/**
 * Milliseconds: for what has to begin and is then cut by a time limit. A test tries one after the other until this machine, however
 * busy it is, has begun within one.
 */
export const growingLimits = [500, 5000, 60_000] as const;

/** How long one question to the Docker daemon may take at most, in seconds. */
export const proofLimit = 40;

/** How long the daemon may take to tell about itself, in seconds. */
export const factsLimit = 20;

/** How long curl may take, in seconds. */
export const curlLimit = 20;

/** How long the daemon may take until it answers again after a restart, in seconds. */
export const answerLimit = 60;

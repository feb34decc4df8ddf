/** A trial counts for a review while the data it ran over is at most so many days old. */
export const TRIAL_DAYS = 7

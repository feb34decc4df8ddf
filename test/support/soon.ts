/**
 * The longest a test lets something last that takes `usual` ms at most on a quiet machine.
 *
 * Tests share their machine, which may be slow besides, so they only tell what ends from what would go on for minutes;
 * how long things take is measured by the bench.
 */
export const soon = (usual: number): number => usual * 5

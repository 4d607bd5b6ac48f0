/** Steps of one story: each is a test of its own, and after a broken one the rest is not tried. */

/** Makes the wrapper for the tests of one story: `it('does it', step(async () => …))`. */
export function tellStory(): (act: () => Promise<void>) => () => Promise<void> {
  let broken: string | undefined;
  return (act) => async () => {
    if (broken !== undefined) throw new Error(`Not tried: the story broke at “${broken}”.`);
    // Stands until the step has ended well, so an error of any kind keeps it.
    broken = expect.getState().currentTestName ?? '';
    await act();
    broken = undefined;
  };
}

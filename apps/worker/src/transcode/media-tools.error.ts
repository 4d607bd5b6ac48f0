/** This machine cannot process videos; one sentence for each problem says what to install. */
export class MediaToolsError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

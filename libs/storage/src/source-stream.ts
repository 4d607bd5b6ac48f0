/**
 * Watches a source while a store reads it, so that the source's own failure can be told from the store's.
 * @param body bytes on their way into the store
 * @returns `pieces` to hand to the store; `errorOr(other)`: the source's error if it had one, else `other`
 */
export function watchSource(body: AsyncIterable<Uint8Array>): {
  pieces: AsyncIterable<Uint8Array>;
  errorOr: (other: unknown) => unknown;
} {
  let failure: { error: unknown } | undefined;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    try {
      yield* body;
    } catch (error) {
      failure = { error };
      throw error;
    }
  }
  return { pieces: pieces(), errorOr: (other) => (failure ? failure.error : other) };
}

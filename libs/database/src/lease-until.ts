/** SQL of a moment `ms` from now by the clock of the database, the only one that all processes share. */
export function leaseUntil(ms: number): () => string {
  const milliseconds = Math.round(ms);
  return () => `now() + interval '${milliseconds} milliseconds'`;
}

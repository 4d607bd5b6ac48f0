/** Longest title, UTF-16 code units. */
const maxLength = 200;

/** A video's title from its file's name: without the ending, at most 200 long, never empty. */
export function titleOfFile(name: string): string {
  const stem = name
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replaceAll('_', ' ')
    .trim();
  // A cut through the middle of a character leaves half of it, which the server refuses.
  return (stem || name.trim() || 'Video').slice(0, maxLength).replace(/\p{Cs}$/u, '');
}

/** A video's title from its file's name: without the ending, at most 200 characters, never empty. */
export function titleOfFile(name: string): string {
  const stem = name
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replaceAll('_', ' ')
    .trim();
  return (stem || name.trim() || 'Video').slice(0, 200);
}

import { hidingCharacters } from '@app/contracts';

/** Longest name that is kept, UTF-16 code units. */
const maxLength = 255;

/**
 * A file's name as people may see it: never a path, without characters that hide or turn text around (an `exe` that reads as
 * `mp4`), at most 255 long. It names nothing on disk: files are named by the upload's id.
 * @param filename as the client sent it; may be missing or empty
 * @returns `video` when nothing is left
 */
export function displayNameOf(filename: string | null | undefined): string {
  const name =
    (filename ?? '')
      .replace(hidingCharacters, '')
      .replace(/\p{Cs}/gu, '')
      .split(/[/\\]/)
      .at(-1)
      ?.trim() ?? '';
  return truncate(name) || 'video';
}

/** Cuts between code points, so that no half of a surrogate pair is left. */
function truncate(name: string): string {
  let kept = '';
  for (const character of name) {
    if (kept.length + character.length > maxLength) return kept;
    kept += character;
  }
  return kept;
}

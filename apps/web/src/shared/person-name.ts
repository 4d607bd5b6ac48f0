interface Named {
  email: string;
  firstName: string | null;
  lastName: string | null;
}

/** What a prospect is called: first and last name, else the mail address. */
export function personName(person: Named): string {
  const name = [person.firstName, person.lastName].filter(Boolean).join(' ');
  return name || person.email;
}

/** What a reader takes for one sign may be several code units: emoji, accents, flags. */
const signs = new Intl.Segmenter('en', { granularity: 'grapheme' });
const firstSign = (word = '') => signs.segment(word).containing(0)?.segment.toUpperCase() ?? '';

/** Two letters for a face without a picture. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s@._-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map(firstSign).join('') || '?';
}

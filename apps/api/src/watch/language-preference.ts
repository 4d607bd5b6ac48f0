/**
 * Sorts by what a browser says its person reads (RFC 9110 §12.5.4); what is not named keeps its place behind.
 * @param accepted header `Accept-Language`, e.g. `de-CH,de;q=0.9,en;q=0.5`
 */
export function byPreference<Item extends { language: string }>(
  items: readonly Item[],
  accepted = '',
): Item[] {
  const wanted = accepted
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', quality = ''] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q=/);
      return { tag, weight: quality === '' ? 1 : Number(quality) || 0 };
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .toSorted((one, other) => other.weight - one.weight);
  const rankOf = ({ language }: Item) => {
    const tag = language.toLowerCase();
    const exact = wanted.findIndex((each) => each.tag === tag);
    if (exact >= 0) return exact;
    const near = wanted.findIndex((each) => each.tag.split('-')[0] === tag.split('-')[0]);
    return near >= 0 ? near + 0.5 : wanted.length + 1;
  };
  return items.toSorted((one, other) => rankOf(one) - rankOf(other));
}

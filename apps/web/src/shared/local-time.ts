const two = (value: number) => String(value).padStart(2, '0');

/** A time as fields of the browser take it, in its own time zone. @param time ISO 8601 @returns `2026-11-27T17:30`, or blank */
export function toLocalInput(time: string | null): string {
  if (time === null) return '';
  const at = new Date(time);
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/**
 * @param value of such a field
 * @param before the time that the field showed at first: its seconds stay where nobody touched it
 * @returns ISO 8601 in UTC; null for blank, and for what is no time
 */
export function fromLocalInput(value: string, before: string | null): string | null {
  if (value === toLocalInput(before)) return before;
  const at = new Date(value);
  return value === '' || Number.isNaN(at.getTime()) ? null : at.toISOString();
}

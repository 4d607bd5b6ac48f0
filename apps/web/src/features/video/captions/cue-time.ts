const two = (value: number) => String(value).padStart(2, '0');

/** Milliseconds as a time that can be typed: `1:05.250`, `1:02:03.000`. */
export function formatCueTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = `${two(seconds % 60)}.${String(ms % 1000).padStart(3, '0')}`;
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** Reads what {@link formatCueTime} writes, and shorter forms such as `65` or `1:05,2`. @returns null for what is no time */
export function parseCueTime(text: string): number | null {
  const [, hours, minutes, seconds, fraction] =
    /^(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?$/.exec(text.trim()) ?? [];
  if (seconds === undefined) return null;
  const isOver =
    minutes !== undefined && (Number(seconds) > 59 || (hours !== undefined && Number(minutes) > 59));
  if (isOver) return null;
  const whole = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds);
  return whole * 1000 + Number((fraction ?? '').padEnd(3, '0'));
}

/** From and to of a caption in milliseconds, or what is wrong with them. */
export type CaptionTimes = { fromMs: number; toMs: number } | { problem: string };

const timestamp = /^(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?$/;

/** @returns milliseconds; undefined for what is no time. Comma and point are both taken, in both formats. */
function parseTimestamp(text: string): number | undefined {
  const [, hours = '0', minutes = '', seconds = '', fraction = ''] = timestamp.exec(text) ?? [];
  if (minutes === '' || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return whole * 1000 + Number(fraction.padEnd(3, '0'));
}

/** Reads `00:00:01.000 --> 00:00:04.000`; settings behind it are passed over. @param maxMs the latest end */
export function parseTimes(line: string, maxMs: number): CaptionTimes {
  const [from = '', rest = ''] = line.split('-->', 2).map((part) => part.trim());
  const [to = ''] = rest.split(/\s+/, 1);
  const fromMs = parseTimestamp(from);
  const toMs = parseTimestamp(to);
  if (fromMs === undefined || toMs === undefined) {
    const wrong = (fromMs === undefined ? from : to).slice(0, 40);
    return { problem: `“${wrong}” is no time. Write it as 00:00:01.000` };
  }
  if (toMs <= fromMs) return { problem: `It ends at ${to}, not after it begins at ${from}` };
  if (toMs > maxMs) return { problem: `${to} is later than any video ends` };
  return { fromMs, toMs };
}

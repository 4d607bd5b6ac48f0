/**
 * Turns counted frames into a share that is clamped and never goes back (5-media.md, Encoding).
 * @param expectedFrames frames the first output will have, ≥ 1
 * @param report receives shares 0–1, each larger than the one before
 */
export function meterProgress(
  expectedFrames: number,
  report: (share: number) => void,
): (progress: { readonly frame: number }) => void {
  let last = 0;
  return ({ frame }) => {
    const share = Math.min(1, Math.max(0, frame / Math.max(1, expectedFrames)));
    if (share <= last) return;
    last = share;
    report(share);
  };
}

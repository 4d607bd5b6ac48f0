import * as fc from 'fast-check';
import { KeyframeScan } from './keyframe-scan.js';
import { PacketScan } from './packet-scan.js';
import { meterProgress } from './progress-meter.js';

/** Lines as ffprobe prints them for `count` frames of 40 ms from `startS`. */
function frames(count: number, startS: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const at = (startS + index * 0.04).toFixed(6);
    return `0,${at},${at},0.040000,K__`;
  });
}

function scanned(lines: readonly string[]) {
  const scan = new PacketScan();
  for (const line of lines) scan.addLine(line);
  return scan;
}

it('measures duration and frame rate on packets, wherever they start', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 200 }), fc.integer({ min: 0, max: 7200 }), (count, startS) => {
      const track = scanned(frames(count, startS)).track(0);
      expect(track.endMs - track.firstMs).toBeCloseTo(count * 40, 3);
      expect(track.fps).toBeCloseTo(25, 3);
      expect(track.count).toBe(count);
    }),
  );
});

it('does not take a pause for a slow frame rate', () => {
  const track = scanned([...frames(25, 0), ...frames(25, 31)]).track(0);
  expect(track.fps).toBeCloseTo(25, 3);
  expect(track.endMs).toBeCloseTo(32_000, 3);
});

it('leaves out what an edit list drops and counts what the demuxer calls damaged', () => {
  const scan = scanned([...frames(5, 0), '0,9.0,9.0,0.04,_D_', '0,9.0,9.0,0.04,__C', 'garbage', '']);
  expect(scan.track(0).count).toBe(5);
  expect(scan.corruptCount).toBe(1);
});

it('survives lines without time stamps', () => {
  expect(scanned(['0,N/A,N/A,N/A,K__', '0,0.5,N/A,N/A,K__']).track(0).count).toBe(1);
});

it('sees a picture size that changes in the middle', () => {
  const scan = new KeyframeScan();
  for (const line of ['320,240', '320,240', '8192,8192', 'x']) scan.addLine(line);
  expect(scan).toMatchObject({ count: 3, maxWidth: 8192, hasSizeChange: true });
});

it('reports progress that is clamped and never goes back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100 }),
      fc.array(fc.integer({ min: -5, max: 500 })),
      (expected, counts) => {
        const shares: number[] = [];
        const meter = meterProgress(expected, (share) => shares.push(share));
        for (const frame of counts) meter({ frame });
        expect(shares).toEqual([...new Set(shares)].toSorted((a, b) => a - b));
        expect(shares.every((share) => share > 0 && share <= 1)).toBe(true);
      },
    ),
  );
});

import type { WarningRule } from './warning-rule';

/** The slowest engine, MP4 without frequent key frames, delivers its first bytes after 6.8 s (`5-media.md`). */
const patienceMs = 12_000;

/** Time passes and the encoder delivers nothing: the worst that can happen, and nothing else on the screen shows it. */
export const stalledRecordingRule: WarningRule = {
  warning: 'stalled-recording',
  onAfterMs: 0,
  offAfterMs: 0,
  judge({ upload }, past) {
    const since = past.find((before) => before.upload.recordedBytes === upload.recordedBytes);
    const stalledMs = upload.recordedMs - (since?.upload.recordedMs ?? upload.recordedMs);
    return stalledMs >= patienceMs ? 'bad' : 'good';
  },
};

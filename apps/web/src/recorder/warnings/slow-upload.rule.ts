import type { Measurement } from './measurement';
import { lastOf, type WarningRule } from './warning-rule';

const windowMs = 20_000;
/** Parts and requests keep the upload a few seconds behind at any time. */
const usualLagMs = 8000;
/** Less than two thirds of what is recorded gets through. */
const growthMs = windowMs / 3;

const lagOf = ({ upload }: Measurement): number => upload.recordedMs - upload.acknowledgedMs;

/** The upload falls further and further behind the recording. (Without any connection another line says so.) */
export const slowUploadRule: WarningRule = {
  warning: 'slow-upload',
  onAfterMs: 0,
  offAfterMs: 3000,
  judge(now, past) {
    const lagMs = lagOf(now);
    if (lagMs < usualLagMs || !now.upload.isConnected) return 'good';
    const [first] = lastOf(past, windowMs);
    if (!first) return 'unknown';
    const grownMs = lagMs - lagOf(first);
    if (grownMs >= growthMs) return 'bad';
    return grownMs <= 0 ? 'good' : 'unknown';
  },
};

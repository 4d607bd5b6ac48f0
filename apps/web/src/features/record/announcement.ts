import type { RecorderSnapshot } from '../../recorder/recorder-snapshot';
import { recordTexts } from './record.texts';

/** What a screen reader says when the recorder changes; empty where nothing is worth interrupting for. */
export function announcement({
  phase,
  secondsLeft,
}: Pick<RecorderSnapshot, 'phase' | 'secondsLeft'>): string {
  switch (phase) {
    case 'countdown':
      return secondsLeft > 0 ? recordTexts.countdown(secondsLeft) : '';
    case 'recording':
      return recordTexts.recording;
    case 'paused':
      return recordTexts.paused;
    case 'stopping':
      return recordTexts.stopping;
    case 'finished':
      return recordTexts.doneTitle;
    default:
      return '';
  }
}

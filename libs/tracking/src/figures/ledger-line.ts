import type { Visit } from '@app/contracts';
import type { ClassReason } from '../classify/class-steps.js';
import { explainVisit } from '../classify/explain-class.js';
import { deviceOf } from '../identity/device.js';
import { fromMultirange } from '../spans/ranges.js';

/** A row of `visitColumns` or `hitColumns`. */
export type LedgerRow = Omit<Visit, 'reasons' | 'explanation' | 'watchedRanges' | 'browser'> & {
  readonly reasons: readonly ClassReason[];
  readonly watched: string;
  readonly device: string;
  readonly agent: string | null;
};

/** The row as a line that people read. */
export function toLine({ watched, device, agent, reasons, ...row }: LedgerRow): Visit {
  const browser = device === '' ? deviceOf(agent ?? '') : device;
  return {
    ...row,
    reasons: reasons.map(({ code }) => code),
    explanation: explainVisit(row.class, reasons, row.isView),
    watchedShare: Math.min(1, row.watchedShare),
    watchedRanges: fromMultirange(watched).map(([fromMs, toMs]) => ({ fromMs, toMs })),
    browser: browser === '' ? null : browser,
  };
}

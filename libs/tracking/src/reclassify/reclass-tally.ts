import type { ReclassReport } from '@app/contracts';
import type { ClassReason } from '../classify/class-steps.js';
import { explainVisit } from '../classify/explain-class.js';
import type { TrackingClass } from '../classify/visit-facts.js';

type Kind = 'visit' | 'hit';
type Part = ReclassReport['visits'];

/** A row before and after. Hits are never views. */
export interface ReclassedRow {
  readonly kind: Kind;
  readonly id: string;
  readonly linkId: string;
  /** Server time, milliseconds since 1970. */
  readonly atMs: number;
  readonly from: { readonly class: TrackingClass; readonly reasons: readonly ClassReason[] };
  readonly to: { readonly class: TrackingClass; readonly reasons: readonly ClassReason[] };
  readonly wasView: boolean;
  readonly isView: boolean;
  readonly isMarked: boolean;
}

/** Rows that are shown of each change of class, and of all together. */
const samplesOfChange = 3;
const mostSamples = 30;

const noRows = (): Part => ({ examined: 0, changed: 0, current: 0, erased: 0, marked: 0 });

/** The report of a re-run that has not begun. */
export const emptyReport = (): ReclassReport => ({
  visits: noRows(),
  hits: noRows(),
  classes: [],
  reasons: [],
  views: [],
  samples: [],
});

/** What a visitor sent is no name of a reason: `purpose:…` is one. */
const nameOf = ({ step, code }: ClassReason) => `${step} ${code.split(':')[0]}`;

/**
 * Adds rows to a report, which stays small however many there are: months × classes, reasons, and a few samples.
 * Order changes nothing but which rows are shown as samples.
 */
export class ReclassTally {
  private readonly parts: Record<Kind, Part>;
  private readonly classes: Map<string, ReclassReport['classes'][number]>;
  private readonly reasons: Map<string, ReclassReport['reasons'][number]>;
  private readonly views: Map<string, ReclassReport['views'][number]>;
  private readonly samples: ReclassReport['samples'];

  /** @param report goes on with this one */
  constructor(report: ReclassReport = emptyReport()) {
    this.parts = { visit: { ...report.visits }, hit: { ...report.hits } };
    this.classes = new Map(report.classes.map((line) => [keyOf(line), { ...line }]));
    this.reasons = new Map(report.reasons.map((line) => [`${line.step} ${line.code}`, { ...line }]));
    this.views = new Map(report.views.map((line) => [line.month, { ...line }]));
    this.samples = [...report.samples];
  }

  /** Rows that were not looked at, and why. */
  pass(kind: Kind, { current, erased }: { readonly current: number; readonly erased: number }): void {
    this.parts[kind].current += current;
    this.parts[kind].erased += erased;
  }

  /** A row that was looked at, changed or not. */
  add(row: ReclassedRow): void {
    const part = this.parts[row.kind];
    part.examined += 1;
    if (row.isMarked) part.marked += 1;
    this.addReasons(row);
    if (row.kind === 'visit' && (row.wasView || row.isView)) this.addView(row);
    if (row.from.class === row.to.class) return;
    part.changed += 1;
    this.addChange(row);
  }

  /** The report so far, its lists in a fixed order. */
  get report(): ReclassReport {
    return {
      visits: this.parts.visit,
      hits: this.parts.hit,
      classes: inOrder(this.classes),
      reasons: inOrder(this.reasons),
      views: inOrder(this.views),
      samples: this.samples,
    };
  }

  private addReasons({ from, to }: ReclassedRow): void {
    const [before, after] = [new Set(from.reasons.map(nameOf)), new Set(to.reasons.map(nameOf))];
    for (const name of new Set([...before, ...after])) {
      if (before.has(name) === after.has(name)) continue;
      const [step, code] = name.split(' ') as [TrackingClass, string];
      const line = this.reasons.get(name) ?? { step, code, found: 0, gone: 0 };
      line[after.has(name) ? 'found' : 'gone'] += 1;
      this.reasons.set(name, line);
    }
  }

  private addView({ atMs, wasView, isView }: ReclassedRow): void {
    const month = monthOf(atMs);
    const line = this.views.get(month) ?? { month, before: 0, gained: 0, lost: 0 };
    if (wasView) line.before += 1;
    if (isView && !wasView) line.gained += 1;
    if (wasView && !isView) line.lost += 1;
    this.views.set(month, line);
  }

  private addChange(row: ReclassedRow): void {
    const { kind, id, linkId, atMs, wasView, isView } = row;
    const change = { kind, month: monthOf(atMs), from: row.from.class, to: row.to.class };
    const line = this.classes.get(keyOf(change)) ?? { ...change, count: 0 };
    line.count += 1;
    this.classes.set(keyOf(change), line);
    const { from, to } = change;
    const alike = this.samples.filter((each) => each.kind === kind && each.from === from && each.to === to);
    if (alike.length >= samplesOfChange || this.samples.length >= mostSamples) return;
    const at = new Date(atMs).toISOString();
    const before = explainVisit(from, row.from.reasons, wasView);
    const after = explainVisit(to, row.to.reasons, isView);
    this.samples.push({ kind, id, linkId, at, from, to, before, after, wasView, isView });
  }
}

const inOrder = <Line>(lines: ReadonlyMap<string, Line>): Line[] =>
  [...lines].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);

const keyOf = ({ kind, month, from, to }: Omit<ReclassReport['classes'][number], 'count'>) =>
  `${kind} ${month} ${from} ${to}`;

const monthOf = (atMs: number) => new Date(atMs).toISOString().slice(0, 7);

import type { TimeSpan } from '@app/contracts';
import { formatDuration } from '../../../shared/format';
import { SeekRange } from '../player/seek-range';
import { type Draft, endsOf, restore, trimEnd, trimStart } from './draft';
import classes from './edit.module.css';
import { editTexts } from './edit.texts';
import { TrimHandle } from './trim-handle';
import type { DraftControl } from './use-draft';

interface EditTimelineProps {
  control: DraftControl;
  positionMs: number;
  marked: TimeSpan | null;
  onSeek: (toMs: number) => void;
}

/** The whole source as a line: what is cut out, what is marked, the two ends, and where the player stands. */
export function EditTimeline({ control, positionMs, marked, onSeek }: EditTimelineProps) {
  const { draft, change } = control;
  const { sourceMs } = draft;
  const { startMs, endMs } = endsOf(draft);
  const percent = (ms: number) => `${(100 * ms) / Math.max(1, sourceMs)}%`;
  const placeOf = ({ fromMs, toMs }: TimeSpan) => ({ left: percent(fromMs), width: percent(toMs - fromMs) });
  const move = (trim: (draft: Draft, atMs: number) => Draft) => (toMs: number, gesture?: string) => {
    change((now) => trim(now, toMs), gesture);
    onSeek(toMs);
  };
  return (
    <div className={classes.timeline}>
      <SeekRange
        lengthMs={sourceMs}
        {...{ positionMs, onSeek }}
        label={editTexts.position}
        valueText={formatDuration(positionMs)}
      />
      {marked && <div className={classes.marked} style={placeOf(marked)} />}
      {draft.cuts.map((cut) => (
        <button
          key={cut.fromMs}
          type="button"
          className={classes.cut}
          style={placeOf(cut)}
          aria-label={editTexts.cutPiece(cut.fromMs, cut.toMs)}
          title={editTexts.cutPiece(cut.fromMs, cut.toMs)}
          onClick={() => change((now) => restore(now, cut))}
        />
      ))}
      {draft.chapters.map(({ key, atMs }) => (
        <div key={key} className={classes.chapterMark} style={{ left: percent(atMs) }} />
      ))}
      <div className={classes.playhead} style={{ left: percent(positionMs) }} />
      <TrimHandle label={editTexts.start} atMs={startMs} sourceMs={sourceMs} onMove={move(trimStart)} />
      <TrimHandle label={editTexts.end} atMs={endMs} sourceMs={sourceMs} onMove={move(trimEnd)} />
    </div>
  );
}

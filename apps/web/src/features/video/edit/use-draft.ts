import type { Video } from '@app/contracts';
import { useCallback, useMemo, useReducer, useState } from 'react';
import { type Draft, draftOf, toSave } from './draft';
import { type EditHistory, type EditStep, afterStep, newHistory } from './edit-history';

const step = (history: EditHistory<Draft>, taken: EditStep<Draft>) => afterStep(history, taken);

/** The edits of a video while they are changed. @param sourceMs length of the source, milliseconds */
export function useDraft(video: Video, sourceMs: number) {
  const [base, setBase] = useState(video.edits);
  const [history, take] = useReducer(step, base, (edits) => newHistory(draftOf(edits, sourceMs)));
  const draft = history.present;
  const change = useCallback(
    (to: (now: Draft) => Draft, gesture?: string) =>
      take({ type: 'change', to, ...(gesture && { gesture }) }),
    [],
  );
  const { revision, ...saved } = base;
  const wanted = useMemo(() => toSave(draft), [draft]);
  return {
    draft,
    change,
    undo: useCallback(() => take({ type: 'undo' }), []),
    redo: useCallback(() => take({ type: 'redo' }), []),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    isChanged: JSON.stringify(wanted) !== JSON.stringify(saved),
    /** What the API takes: with the revision that the changes were made from. */
    toSave: () => ({ ...wanted, revision }),
    /** Begins anew with the edits that somebody else saved. */
    load: (edits: Video['edits']) => {
      setBase(edits);
      take({ type: 'load', state: draftOf(edits, sourceMs) });
    },
  };
}

/** What {@link useDraft} gives. */
export type DraftControl = ReturnType<typeof useDraft>;

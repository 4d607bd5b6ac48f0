import { useEffect, useRef } from 'react';

/** What the keys of the edit screen do. */
export interface EditKeys {
  toggle: () => void;
  markIn: () => void;
  markOut: () => void;
  cut: () => void;
  undo: () => void;
  redo: () => void;
}

const typing = 'input:not([type="range"]), textarea, select, [contenteditable="true"], [role="dialog"]';

function actionOf(event: KeyboardEvent): keyof EditKeys | undefined {
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
    return key === 'y' ? 'redo' : undefined;
  }
  if (event.altKey) return undefined;
  // A focused button is pressed by the space bar.
  if (key === ' ')
    return event.target instanceof Element && event.target.closest('button, a') ? undefined : 'toggle';
  const plain: Record<string, keyof EditKeys> = {
    k: 'toggle',
    i: 'markIn',
    o: 'markOut',
    delete: 'cut',
    backspace: 'cut',
  };
  return plain[key];
}

/** I and O mark, Delete cuts, Ctrl+Z and Ctrl+Shift+Z undo and redo, K or space plays; never while typing. */
export function useEditKeys(keys: EditKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.target instanceof Element && event.target.closest(typing)) return;
      const action = actionOf(event);
      if (!action) return;
      event.preventDefault();
      latest.current[action]();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

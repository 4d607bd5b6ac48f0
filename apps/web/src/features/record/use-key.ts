import { useEffect, useRef } from 'react';
import { isCommandKey } from './use-record-keys';

/** Calls `act` when a key is pressed alone, never while typing or in a dialog. @param key as `KeyboardEvent.key`, lower case */
export function useKey(key: string, act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.repeat || event.key.toLowerCase() !== key || !isCommandKey(event)) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [key]);
}

import { useState } from 'react';
import { rememberedScript, rememberScript, type Script } from './script-store';

/** The rep's script and the way to change it. */
export interface ScriptControl {
  script: Script;
  change: (change: Partial<Script>) => void;
}

/** The script, kept in this browser. */
export function useScript(): ScriptControl {
  const [script, setScript] = useState(() => rememberedScript(localStorage));
  const change = (changed: Partial<Script>): void => {
    const next = { ...script, ...changed };
    rememberScript(localStorage, next);
    setScript(next);
  };
  return { script, change };
}

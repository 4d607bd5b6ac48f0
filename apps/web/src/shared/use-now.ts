import { useEffect, useState } from 'react';

/** The time, renewed often enough for "3 minutes ago". @returns milliseconds since 1970 */
export function useNow(everyMs = 30_000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

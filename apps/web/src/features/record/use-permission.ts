import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { CaptureError } from '../../recorder/capture-error';
import { watchPermission, type Permission } from '../../recorder/permissions';

/**
 * How the permission of a refused source stands; opens it again by itself as soon as the person allows it.
 * @param refusal what could not be opened; null when everything could
 */
export function usePermission(refusal: CaptureError | null, onAllowed: () => void): Permission {
  const [permission, setPermission] = useState<Permission>('unknown');
  const allowed = useRef(onAllowed);
  useEffect(() => {
    allowed.current = onAllowed;
  });
  const source = refusal && refusal.source !== 'screen' ? refusal.source : null;
  useEffect(() => {
    if (!source) return;
    let before: Permission = 'unknown';
    return watchPermission(source, (now) => {
      const isChange = before !== 'unknown' && before !== now;
      before = now;
      setPermission(now);
      if (isChange && now === 'granted') allowed.current();
    });
  }, [source]);
  return source ? permission : 'unknown';
}

/** Names of devices are hidden without a permission: lists them anew whenever one is given or taken. */
export function useFreshDevices(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const refresh = () => void queryClient.invalidateQueries({ queryKey: ['devices'] });
    const ends = (['camera', 'microphone'] as const).map((source) => watchPermission(source, refresh));
    return () => ends.forEach((end) => end());
  }, [queryClient]);
}

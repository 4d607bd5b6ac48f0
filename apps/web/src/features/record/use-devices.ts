import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listDevices, watchDevices, type Devices } from '../../recorder/devices';

const none: Devices = { cameras: [], microphones: [] };

/** What is plugged in, kept up to date. @param isOpen names appear once a permission was given */
export function useDevices(isOpen: boolean): Devices {
  const queryClient = useQueryClient();
  const { data = none } = useQuery({ queryKey: ['devices', isOpen], queryFn: listDevices, staleTime: 0 });
  useEffect(
    () => watchDevices(() => void queryClient.invalidateQueries({ queryKey: ['devices'] })),
    [queryClient],
  );
  return data;
}

import type { OperatorView } from '@app/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';

/** The figures move by themselves; a tab that nobody looks at asks for none. */
const renewMs = 5_000;

/** How the work behind the videos stands. */
export function useOperatorView() {
  return useQuery({
    queryKey: ['operator'],
    queryFn: ({ signal }) => api.get<OperatorView>('/operator', { signal }),
    refetchInterval: renewMs,
  });
}

import type { InvitationPreview } from '@app/contracts';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';

/** What an invited person sees before accepting. Fails with `invitation-used` or `not-found`. */
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) =>
      api.get<InvitationPreview>(`/invitations/${encodeURIComponent(token)}`, { signal }),
    retry: false,
  });

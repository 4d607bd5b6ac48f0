import type { Snippet } from '@app/contracts';
import { useMutation } from '@tanstack/react-query';
import { api } from '../api-client';

/** Fetches what is pasted into a mail: a linked preview picture, and the same as plain text. */
export function useSnippet() {
  return useMutation({ mutationFn: (linkId: string) => api.get<Snippet>(`/links/${linkId}/snippet`) });
}

import { useEffect } from 'react';
import { useSession } from '../shared/api/session';
import { keepPush } from '../shared/push';

/** While mounted: a browser that showed the member's notifications goes on doing so after another sign-in. */
export function useKeptPush(): void {
  const { id } = useSession().member;
  useEffect(() => {
    keepPush(id).catch((error: unknown) => {
      // The settings say whether this browser is one of them; the screen that is open has nothing to do with it.
      reportError(error);
    });
  }, [id]);
}

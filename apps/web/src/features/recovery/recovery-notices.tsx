import { Stack } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import { RecoveryCard } from './recovery-card';
import { recoveryTexts } from './recovery.texts';
import { useRecovery } from './use-recovery';

/** Where a recording that was left behind is offered; elsewhere it would be in the way. */
const places = ['/', '/record'];

/** Above library and Record: recordings that a crash, a reload or a closed lid left behind. */
export function RecoveryNotices() {
  const { recovery, offers } = useRecovery();
  const { pathname } = useLocation();
  if (offers.length === 0 || !places.includes(pathname)) return null;
  return (
    <Stack component="section" gap="sm" mb="lg" aria-label={recoveryTexts.region}>
      {offers.map((offer) => (
        <RecoveryCard key={offer.id} recovery={recovery} offer={offer} />
      ))}
    </Stack>
  );
}

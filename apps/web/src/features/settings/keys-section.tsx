import type { ApiKey } from '@app/contracts';
import { Anchor, Button, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { IconPlus } from '../../shared/icons';
import { Ago } from '../../shared/ui/ago';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog';
import { FailureState } from '../../shared/ui/failure-state';
import { useApiKeys, useRevokeApiKey } from './api/api-keys';
import { NewKeyDialog } from './new-key-dialog';
import { SectionHead } from './section-head';
import classes from './settings.module.css';
import { settingsTexts } from './settings.texts';

const texts = settingsTexts.keys;

/** One's own API keys. */
export function KeysSection() {
  const [isCreating, creating] = useDisclosure(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const keys = useApiKeys();
  const revoke = useRevokeApiKey();
  const close = () => setRevoking(null);
  return (
    <Stack>
      <SectionHead title={texts.title} lead={texts.lead}>
        <Button leftSection={<IconPlus size={18} />} onClick={creating.open}>
          {texts.add}
        </Button>
      </SectionHead>
      {keys.isPending && <Skeleton height={60} radius="lg" aria-hidden />}
      {keys.isError && !keys.data && <FailureState error={keys.error} onRetry={keys.refetch} />}
      {keys.data?.length === 0 && <Text c="dimmed">{texts.empty}</Text>}
      {keys.data && keys.data.length > 0 && (
        <ul className={classes.list}>
          {keys.data.map((key) => (
            <KeyRow key={key.id} apiKey={key} onRevoke={() => setRevoking(key)} />
          ))}
        </ul>
      )}
      <Anchor href="/api/docs" size="sm">
        {texts.docs}
      </Anchor>
      <NewKeyDialog isOpen={isCreating} onClose={creating.close} />
      <ConfirmDialog
        isOpen={revoking !== null}
        title={texts.revokeTitle(revoking?.name ?? '')}
        text={texts.revokeText}
        action={texts.revoke}
        isBusy={revoke.isPending}
        error={revoke.error}
        onConfirm={() => revoking && revoke.mutate(revoking.id, { onSuccess: close })}
        onClose={close}
      />
    </Stack>
  );
}

function KeyRow({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: () => void }) {
  return (
    <li className={classes.simple}>
      <div style={{ minWidth: 0 }}>
        <Text fw={600} truncate>
          {apiKey.name}{' '}
          <Text span c="dimmed" ff="monospace" size="sm">
            {apiKey.prefix}…
          </Text>
        </Text>
        <Text size="sm" c="dimmed">
          {apiKey.scopes.map((scope) => texts.scopeNames[scope]).join(', ')} ·{' '}
          {apiKey.lastUsedAt ? (
            <>
              {texts.used} <Ago time={apiKey.lastUsedAt} />
            </>
          ) : (
            texts.neverUsed
          )}
        </Text>
      </div>
      <Button variant="default" c="red" size="compact-md" fz="sm" onClick={onRevoke} style={{ flex: 'none' }}>
        {texts.revoke}
      </Button>
    </li>
  );
}

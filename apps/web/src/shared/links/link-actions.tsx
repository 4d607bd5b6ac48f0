import type { Link } from '@app/contracts';
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useSnippet } from '../api/snippet';
import { copyRich, copyText } from '../copy';
import { IconLink, IconMail } from '../icons';
import { notifyFailure } from '../notify-failure';
import { AccessDialog } from './access-dialog';
import { EditPageDialog } from './edit-page-dialog';
import { type LinkDialog, LinkMenu } from './link-menu';
import { linksTexts } from './links.texts';
import { MailPicture } from './mail-picture';
import { RevokeDialog } from './revoke-dialog';

/** Everything that is done with a link: copy it, copy it for a mail, and the rest behind one button. */
export function LinkActions({ link }: { link: Link }) {
  const [dialog, setDialog] = useState<LinkDialog | null>(null);
  const snippet = useSnippet();
  const copySnippet = () => {
    if (!snippet.isPending) snippet.mutate(link.id, { onSuccess: copyRich, onError: notifyFailure });
  };
  if (link.state === 'revoked') return null;
  return (
    <Group gap={6} wrap="nowrap">
      <Button
        size="compact-md"
        fz="sm"
        variant="light"
        leftSection={<IconLink size={16} />}
        onClick={() => void copyText(link.url)}
      >
        {linksTexts.copyLink}
      </Button>
      <MailPicture link={link}>
        <Button
          size="compact-md"
          fz="sm"
          variant="default"
          leftSection={<IconMail size={16} />}
          // Not disabled meanwhile: the focus would be lost, and what is shown beside it with it.
          aria-busy={snippet.isPending}
          onClick={copySnippet}
        >
          {linksTexts.copyForMail}
        </Button>
      </MailPicture>
      <LinkMenu link={link} onChoose={setDialog} />
      <RevokeDialog link={link} isOpen={dialog === 'revoke'} onClose={() => setDialog(null)} />
      <AccessDialog link={link} isOpen={dialog === 'access'} onClose={() => setDialog(null)} />
      <EditPageDialog link={link} isOpen={dialog === 'page'} onClose={() => setDialog(null)} />
    </Group>
  );
}

import type { Link } from '@app/contracts';
import { ActionIcon, Badge, Button, Group, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { messageOf } from '../api-error';
import { useMarkSent } from '../api/mark-sent';
import { useSnippet } from '../api/snippet';
import { copyRich, copyText } from '../copy';
import {
  IconBan,
  IconCheck,
  IconDotsVertical,
  IconExternalLink,
  IconLink,
  IconLock,
  IconMail,
  IconPencil,
} from '../icons';
import { AccessDialog } from './access-dialog';
import { EditPageDialog } from './edit-page-dialog';
import { linkOwner } from './link-owner';
import { linksTexts } from './links.texts';
import { MailPicture } from './mail-picture';
import { RevokeDialog } from './revoke-dialog';

const showFailure = (error: unknown) => notifications.show({ color: 'red', message: messageOf(error) });

/** Everything that is done with a link: copy it, copy it for a mail, and the rest behind one button. */
export function LinkActions({ link }: { link: Link }) {
  const [dialog, setDialog] = useState<'page' | 'access' | 'revoke' | null>(null);
  const snippet = useSnippet();
  const markSent = useMarkSent();
  const who = linkOwner(link);
  const copySnippet = () => {
    if (!snippet.isPending) snippet.mutate(link.id, { onSuccess: copyRich, onError: showFailure });
  };
  if (link.state === 'revoked') return null;
  return (
    <Group gap={6} wrap={link.state === 'live' ? 'nowrap' : 'wrap'}>
      {link.state !== 'live' && (
        <Badge color="gray" variant="light" style={{ flexShrink: 0 }}>
          {linksTexts[link.state]}
        </Badge>
      )}
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
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={32} aria-label={linksTexts.actionsOf(who)}>
            <IconDotsVertical size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconCheck size={16} />}
            onClick={() => markSent.mutate(link.id, { onError: showFailure })}
          >
            {linksTexts.markSent}
          </Menu.Item>
          <Menu.Item
            component="a"
            href={`${link.url}?preview=1`}
            target="_blank"
            leftSection={<IconExternalLink size={16} />}
          >
            {link.prospect ? linksTexts.preview(link.prospect.firstName ?? who) : linksTexts.previewAnyone}
          </Menu.Item>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setDialog('page')}>
            {linksTexts.editPage}
          </Menu.Item>
          <Menu.Item leftSection={<IconLock size={16} />} onClick={() => setDialog('access')}>
            {linksTexts.access.menu}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconBan size={16} />} onClick={() => setDialog('revoke')}>
            {linksTexts.revoke}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <RevokeDialog link={link} isOpen={dialog === 'revoke'} onClose={() => setDialog(null)} />
      <AccessDialog link={link} isOpen={dialog === 'access'} onClose={() => setDialog(null)} />
      <EditPageDialog link={link} isOpen={dialog === 'page'} onClose={() => setDialog(null)} />
    </Group>
  );
}

import type { Video } from '@app/contracts';
import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useSearch } from '@tanstack/react-router';
import { useLinks } from '../../../shared/api/links';
import { IconPlus } from '../../../shared/icons';
import { FailureState } from '../../../shared/ui/failure-state';
import { LoadMore } from '../../../shared/ui/load-more';
import { videoTexts } from '../video.texts';
import { LinkRow } from './link-row';
import classes from './links.module.css';
import { NewLinkDialog } from './new-link-dialog';

/** The links of a video; each row opens its ledger of visits. */
export function LinksSection({ video }: { video: Video }) {
  const { link: openLink, personalise } = useSearch({ from: '/member/videos/$videoId' });
  const [isOpen, { open, close }] = useDisclosure(personalise === 1);
  const links = useLinks({ videoId: video.id });
  const hasPersonal = links.data?.some((link) => link.prospect !== null);
  return (
    <section className={classes.section}>
      <Group justify="space-between" mb="sm">
        <Title order={2}>{videoTexts.links.title}</Title>
        <Button leftSection={<IconPlus size={18} />} onClick={open}>
          {videoTexts.links.new}
        </Button>
      </Group>
      {links.isError && !links.data && <FailureState error={links.error} onRetry={links.refetch} />}
      {links.isPending && (
        <Stack gap="xs" aria-hidden>
          <Skeleton height={68} radius="lg" />
          <Skeleton height={68} radius="lg" />
        </Stack>
      )}
      {links.data && (
        <ul className={classes.list}>
          {links.data.map((link) => (
            <LinkRow
              key={link.id}
              link={link}
              isInitiallyOpen={link.id === openLink}
              durationMs={video.sourceDurationMs ?? video.durationMs}
            />
          ))}
        </ul>
      )}
      {links.data && !hasPersonal && (
        <Text c="dimmed" size="sm" mt="sm">
          {videoTexts.links.empty}
        </Text>
      )}
      <LoadMore pages={links} />
      <NewLinkDialog video={video} isOpen={isOpen} onClose={close} />
    </section>
  );
}

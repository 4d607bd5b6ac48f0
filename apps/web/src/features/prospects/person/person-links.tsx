import { Anchor, Button, Group, Paper, Skeleton, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { useLinks } from '../../../shared/api/links';
import { formatShare } from '../../../shared/format';
import { IconVideo } from '../../../shared/icons';
import { LinkActions } from '../../../shared/links/link-actions';
import { LinkState } from '../../../shared/links/link-state';
import { linksTexts } from '../../../shared/links/links.texts';
import { FailureState } from '../../../shared/ui/failure-state';
import { VideoThumb } from '../../../shared/ui/video-thumb';
import classes from '../prospects.module.css';
import { prospectsTexts } from '../prospects.texts';

const texts = prospectsTexts.person;

/** The links made for one prospect. */
export function PersonLinks({ links }: { links: ReturnType<typeof useLinks> }) {
  return (
    <section>
      <Group justify="space-between" mb="sm">
        <Title order={2}>{texts.links}</Title>
        <Button component={Link} to="/" variant="light" leftSection={<IconVideo size={18} />}>
          {texts.toLibrary}
        </Button>
      </Group>
      {links.isError && !links.data && <FailureState error={links.error} onRetry={links.refetch} />}
      {links.isPending && <Skeleton height={88} radius="lg" aria-hidden />}
      {links.data?.length === 0 && <Text c="dimmed">{texts.noLinks}</Text>}
      {links.data && links.data.length > 0 && (
        <Paper withBorder radius="lg">
          {links.data.map((link) => (
            <div key={link.id} className={classes.linkItem}>
              <div className={classes.linkThumb}>
                <VideoThumb posterUrl={link.posterUrl} />
              </div>
              <div style={{ minWidth: 0 }}>
                <Group gap={8}>
                  <Anchor
                    fw={600}
                    renderRoot={(props) => (
                      <Link
                        {...props}
                        to="/videos/$videoId"
                        params={{ videoId: link.videoId }}
                        search={{ link: link.id }}
                      />
                    )}
                  >
                    {link.videoTitle}
                  </Anchor>
                  <LinkState link={link} />
                </Group>
                <Text size="sm" c="dimmed">
                  {link.bestWatchedShare === null
                    ? linksTexts.noViews
                    : `${linksTexts.views(link.viewCount)} · ${linksTexts.best} ${formatShare(link.bestWatchedShare)}`}
                </Text>
              </div>
              <div className={classes.linkActions}>
                <LinkActions link={link} />
              </div>
            </div>
          ))}
        </Paper>
      )}
    </section>
  );
}

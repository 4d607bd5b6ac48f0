import type { Link } from '@app/contracts';
import { Button, Group, Skeleton, Text } from '@mantine/core';
import { Link as RouteLink } from '@tanstack/react-router';
import { useLinks } from '../../shared/api/links';
import { formatShare } from '../../shared/format';
import { IconExternalLink } from '../../shared/icons';
import { LinkActions } from '../../shared/links/link-actions';
import { linkOwner } from '../../shared/links/link-owner';
import { LinkState } from '../../shared/links/link-state';
import { linksTexts } from '../../shared/links/links.texts';
import { Face } from '../../shared/ui/face';
import { FailureState } from '../../shared/ui/failure-state';
import { LoadMore } from '../../shared/ui/load-more';
import classes from './campaigns.module.css';
import { campaignsTexts } from './campaigns.texts';

const texts = campaignsTexts.campaign;

/** The personal links of a campaign. */
export function CampaignLinks({ campaignId }: { campaignId: string }) {
  const links = useLinks({ campaignId });
  if (links.isPending) return <Skeleton height={136} radius="lg" aria-hidden />;
  if (links.isError && !links.data) return <FailureState error={links.error} onRetry={links.refetch} />;
  if (links.data?.length === 0) return <Text c="dimmed">{texts.noLinks}</Text>;
  return (
    <>
      <ul className={classes.linkList}>
        {links.data?.map((link) => (
          <CampaignLink key={link.id} link={link} />
        ))}
      </ul>
      <LoadMore pages={links} />
    </>
  );
}

function CampaignLink({ link }: { link: Link }) {
  const who = linkOwner(link);
  const state = [
    link.sentAt ? linksTexts.sentAt : linksTexts.notSent,
    link.bestWatchedShare === null
      ? linksTexts.noViews
      : `${linksTexts.views(link.viewCount)}, ${formatShare(link.bestWatchedShare)}`,
  ];
  return (
    <li className={classes.linkRow}>
      <Face name={who} size={40} />
      <div style={{ minWidth: 0 }}>
        <Text
          fw={600}
          display="block"
          truncate
          renderRoot={(props) => (
            <RouteLink
              {...props}
              to="/videos/$videoId"
              params={{ videoId: link.videoId }}
              search={{ link: link.id }}
            />
          )}
        >
          {who}
        </Text>
        <Group gap={6} wrap="nowrap">
          <LinkState link={link} />
          <Text size="sm" c="dimmed" truncate>
            {state.join(' · ')}
          </Text>
        </Group>
      </div>
      {link.state !== 'revoked' && (
        <div className={classes.linkActions}>
          {link.prospect && (
            <Button
              component="a"
              href={`${link.url}?preview=1`}
              target="_blank"
              size="compact-md"
              fz="sm"
              variant="subtle"
              maw={220}
              leftSection={<IconExternalLink size={16} />}
            >
              <span className={classes.seenBy}>{texts.asSeenBy(link.prospect.firstName ?? who)}</span>
            </Button>
          )}
          <LinkActions link={link} />
        </div>
      )}
    </li>
  );
}

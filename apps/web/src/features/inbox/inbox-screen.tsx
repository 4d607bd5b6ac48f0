import { Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconInbox } from '../../shared/icons';
import { useLive } from '../../shared/live-store';
import { EmptyState } from '../../shared/ui/empty-state';
import { FailureState } from '../../shared/ui/failure-state';
import { LoadMore } from '../../shared/ui/load-more';
import { PageHeader } from '../../shared/ui/page-header';
import { useReplies } from './api/replies';
import classes from './inbox.module.css';
import { inboxTexts } from './inbox.texts';
import { RecentEvents } from './recent-events';
import { ReplyItem } from './reply-item';
import { WatchingNow } from './watching-now';

/** Replies and reactions, newest first; beside them who watches now and what has just happened. */
export function InboxScreen() {
  const replies = useReplies();
  const { presences, recent } = useLive();
  return (
    <>
      <PageHeader title={inboxTexts.title} lead={inboxTexts.lead} />
      <div className={classes.columns}>
        <section className={classes.replies}>
          <Title order={2} mb="sm">
            {inboxTexts.replies}
          </Title>
          {replies.isError && !replies.data && (
            <FailureState error={replies.error} onRetry={replies.refetch} />
          )}
          {replies.isPending && (
            <Stack gap="xs" aria-hidden>
              <Skeleton height={108} radius="lg" />
              <Skeleton height={108} radius="lg" />
            </Stack>
          )}
          {replies.data?.length === 0 && (
            <EmptyState
              icon={<IconInbox size={28} stroke={1.5} />}
              title={inboxTexts.emptyTitle}
              text={inboxTexts.emptyText}
            />
          )}
          <ul className={classes.list}>
            {replies.data?.map((reply) => (
              <ReplyItem key={reply.id} reply={reply} />
            ))}
          </ul>
          <LoadMore pages={replies} />
        </section>
        <Stack gap="xl" className={classes.live}>
          <section>
            <Title order={2} mb="sm">
              {inboxTexts.now}
            </Title>
            {presences.length === 0 ? (
              <Text c="dimmed" size="sm">
                {inboxTexts.nobodyNow}
              </Text>
            ) : (
              <WatchingNow presences={presences} />
            )}
          </section>
          <section>
            <Title order={2} mb="sm">
              {inboxTexts.recent}
            </Title>
            {recent.length === 0 ? (
              <Text c="dimmed" size="sm">
                {inboxTexts.noRecent}
              </Text>
            ) : (
              <RecentEvents events={recent} />
            )}
          </section>
        </Stack>
      </div>
    </>
  );
}

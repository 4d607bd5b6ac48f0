import type { Reply } from '@app/contracts';
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatDuration } from '../../shared/format';
import { Ago } from '../../shared/ui/ago';
import { Face } from '../../shared/ui/face';
import classes from './inbox.module.css';
import { inboxTexts } from './inbox.texts';

/** Something a prospect said, with the video and the moment it belongs to. */
export function ReplyItem({ reply }: { reply: Reply }) {
  const who = reply.from ?? inboxTexts.somebody;
  return (
    <li className={classes.item}>
      <Face name={who} size={40} />
      <div style={{ minWidth: 0 }}>
        <Text size="sm">
          {reply.prospectId ? (
            <Anchor
              fw={600}
              renderRoot={(props) => (
                <Link
                  {...props}
                  to="/prospects/$prospectId"
                  params={{ prospectId: reply.prospectId ?? '' }}
                />
              )}
            >
              {who}
            </Anchor>
          ) : (
            <Text span fw={600} size="sm">
              {who}
            </Text>
          )}{' '}
          <Text span c="dimmed" size="sm">
            {reply.type === 'reply' ? inboxTexts.replied : inboxTexts.reacted} · <Ago time={reply.at} />
          </Text>
        </Text>
        <Text mt={4} className={reply.type === 'reaction' ? classes.emoji : classes.words}>
          {reply.text}
        </Text>
        <Text size="sm" c="dimmed" mt={6}>
          <Anchor
            size="sm"
            renderRoot={(props) => (
              <Link
                {...props}
                to="/videos/$videoId"
                params={{ videoId: reply.videoId }}
                search={{ link: reply.linkId }}
              />
            )}
          >
            {reply.videoTitle}
          </Anchor>
          {reply.atMs !== null && ` ${inboxTexts.at(formatDuration(reply.atMs))}`}
          {reply.email && (
            <>
              {' · '}
              <Anchor
                size="sm"
                href={`mailto:${reply.email}?subject=${encodeURIComponent(inboxTexts.subject(reply.videoTitle))}`}
              >
                {inboxTexts.answer}
              </Anchor>
            </>
          )}
        </Text>
      </div>
    </li>
  );
}

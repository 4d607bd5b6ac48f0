import { Anchor, Skeleton, Stack } from '@mantine/core';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { IconArrowLeft } from '../icons';
import { FailureState } from './failure-state';

interface DetailScreenProps<Thing> {
  /** The list that the thing stands in, and the words of the way back. */
  back: { to: LinkProps['to']; text: string };
  query: { data: Thing | undefined; isPending: boolean; error: Error | null; refetch: () => unknown };
  /** Height of the skeleton's head and of what is below it, pixels. */
  skeleton: [head: number, body: number];
  children: (thing: Thing) => ReactNode;
}

/** A screen about one thing of a list: the way back, then the thing, its skeleton, or why it cannot be shown. */
export function DetailScreen<Thing>({ back, query, skeleton, children }: DetailScreenProps<Thing>) {
  const { data, isPending, error, refetch } = query;
  return (
    <>
      <Anchor
        component={Link}
        to={back.to}
        size="sm"
        c="dimmed"
        display="inline-flex"
        mih={{ base: 44, sm: 32 }}
        style={{ alignItems: 'center', gap: 6 }}
      >
        <IconArrowLeft size={16} />
        {back.text}
      </Anchor>
      {error && data === undefined && <FailureState error={error} onRetry={refetch} />}
      {isPending && (
        <Stack aria-hidden>
          <Skeleton height={skeleton[0]} width="45%" />
          <Skeleton height={skeleton[1]} />
        </Stack>
      )}
      {data !== undefined && children(data)}
    </>
  );
}

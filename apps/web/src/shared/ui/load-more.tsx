import { Button, Center } from '@mantine/core';
import { sharedTexts } from '../shared.texts';

interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** Button for the next page of a list; nothing on the last page. */
export function LoadMore({ pages }: { pages: Pages }) {
  if (!pages.hasNextPage) return null;
  return (
    <Center mt="lg">
      <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
        {sharedTexts.loadMore}
      </Button>
    </Center>
  );
}

import type { FiguresBy } from '@app/contracts';
import { SegmentedControl } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { figuresTexts } from './figures.texts';

const texts = figuresTexts.funnel.by;
const choices = (['sent', 'event'] as const).map((value) => ({ value, label: texts[value] }));

/** What the funnel counts: links by the day they were sent, or people by the day they did something. */
export function BySwitch({ by }: { by: FiguresBy }) {
  const navigate = useNavigate({ from: '/figures' });
  const choose = (value: string) =>
    void navigate({
      search: (search) => ({ ...search, by: value === 'event' ? ('event' as const) : undefined }),
      replace: true,
    });
  return (
    <SegmentedControl
      aria-label={texts.label}
      data={choices}
      value={by}
      onChange={choose}
      size="sm"
      mb="sm"
    />
  );
}

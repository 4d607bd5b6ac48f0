import { notificationKindSchema } from '@app/contracts';
import type { VisitEvent } from '../shared/stream';
import { isWanted, noticeOf } from './live-notice';

const who = {
  at: '2026-03-10T12:00:00.000Z',
  visitId: 'v',
  linkId: 'l',
  videoId: 'd',
  videoTitle: 'Three ideas',
  prospectId: null,
  prospectName: 'Jane',
};

describe('noticeOf', () => {
  it('never tells of a visit that merely opened', () => {
    expect(noticeOf({ type: 'visit.started', data: who })).toBeNull();
  });

  it('lets the toast of a visit grow from view to milestone', () => {
    const view = noticeOf({ type: 'view.counted', data: { ...who, watchedShare: 0.1 } });
    const milestone = noticeOf({ type: 'milestone.reached', data: { ...who, milestone: 50 } });
    expect(view?.title).toBe('Jane is watching “Three ideas”');
    expect(milestone?.title).toBe('Jane watched 50% of “Three ideas”');
    expect(milestone?.id).toBe(view?.id);
  });

  it('says somebody where no name is known', () => {
    const notice = noticeOf({ type: 'reply.received', data: { ...who, prospectName: null, text: 'Yes' } });
    expect(notice).toMatchObject({ title: 'Somebody replied', message: 'Yes' });
  });
});

/** Everything switched on but one. */
const settings = (off: string) => ({
  kinds: notificationKindSchema.options.map((kind) => ({
    kind,
    inApp: kind !== off,
    mail: true,
    push: true,
  })),
});

describe('isWanted', () => {
  const events: Record<string, VisitEvent> = {
    view: { type: 'view.counted', data: { ...who, watchedShare: 0.1 } },
    half: { type: 'milestone.reached', data: { ...who, milestone: 75 } },
    completed: { type: 'milestone.reached', data: { ...who, milestone: 90 } },
    click: { type: 'action.clicked', data: { ...who, label: 'Book' } },
    reply: { type: 'reply.received', data: { ...who, text: 'Yes' } },
    booking: { type: 'booking.made', data: who },
  };

  it.each(Object.keys(events))('silences %s and nothing else', (off) => {
    const told = Object.entries(events).filter(([, event]) => {
      const notice = noticeOf(event);
      return notice !== null && isWanted(notice, settings(off));
    });
    expect(told.map(([kind]) => kind)).toEqual(Object.keys(events).filter((kind) => kind !== off));
  });
});

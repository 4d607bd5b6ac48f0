import { readToldEvent } from './told-event.js';

const id = (last: number) => `018f0000-0000-7000-8000-00000000000${last}`;
const payload = { visitId: id(1), linkId: id(2), videoId: id(3), memberId: id(4), at: 'then' };
const event = (topic: string, more: object = {}) => ({
  id: id(5),
  topic,
  workspaceId: id(6),
  payload: { ...payload, ...more },
  createdAt: new Date(),
});

describe('readToldEvent', () => {
  it('names what happened, not the row that says so', () => {
    expect(readToldEvent(event('view.counted', { watchedShare: 0.2 }))).toEqual({
      kind: 'view',
      eventKey: `view.counted ${id(1)}`,
      visitId: id(1),
      memberId: id(4),
      subject: { linkId: id(2), videoId: id(3), actionId: undefined },
    });
  });

  it('tells a reply and a reaction of one visit apart', () => {
    const keys = ['reply.received', 'reaction.received'].map(
      (topic) => readToldEvent(event(topic, { actionId: id(7) }))?.eventKey,
    );
    expect(new Set(keys).size).toBe(2);
  });

  it.each([
    [25, undefined],
    [50, 'half'],
    [75, undefined],
    [90, 'completed'],
  ])('of the milestone %i it makes %s', (milestone, kind) =>
    expect(readToldEvent(event('milestone.reached', { milestone }))?.kind).toBe(kind),
  );

  it.each([
    ['a visit that merely opened', event('visit.started')],
    ['a link of nobody', event('view.counted', { memberId: null })],
    ['a payload that is none', { ...event('view.counted'), payload: null }],
  ])('tells nobody of %s', (_, told) => expect(readToldEvent(told)).toBeNull());
});

import { refusalOf } from './capture-error';

const named = (name: string, message = '') => Object.assign(new Error(message), { name });

describe('refusalOf', () => {
  it.each([
    [named('NotAllowedError', 'Permission denied'), 'refused'],
    [named('NotAllowedError', 'Permission denied by system'), 'system-refused'],
    [named('NotAllowedError', 'Permission dismissed'), 'dismissed'],
    [named('NotFoundError'), 'missing'],
    [named('OverconstrainedError'), 'missing'],
    [named('NotReadableError'), 'busy'],
    [named('TypeError'), 'unsupported'],
    ['not an error', 'unsupported'],
  ])('%s → %s', (error, refusal) => {
    expect(refusalOf(error)).toBe(refusal);
  });
});

import { signUnsubscribe, verifyUnsubscribe } from './unsubscribe-token.js';

const key = { keyId: '1', value: Buffer.alloc(32, 7) };
const memberId = '018f0000-0000-7000-8000-000000000001';
const token = signUnsubscribe({ memberId, kind: 'reply' }, key);

describe('the token of an unsubscribe link', () => {
  it('names the member and the kind, also after the key was changed', () => {
    const keys = [{ keyId: '2', value: Buffer.alloc(32, 9) }, key];
    expect(verifyUnsubscribe(token, keys)).toEqual({ memberId, kind: 'reply' });
  });

  it.each([
    ['another kind', token.replace('reply', 'view')],
    ['another member', token.replace('0001.', '0002.')],
    ['another key id', token.replace(/^1/, '2')],
    ['no signature', token.replace(/[^.]*$/, '')],
    ['a cut signature', token.slice(0, -2)],
    ['nothing', ''],
    ['junk', '....'],
  ])('is not good with %s', (_, altered) => expect(verifyUnsubscribe(altered, [key])).toBeNull());
});

import { isUnlockedBy, signUnlockToken, unlockLifetimeMs } from './unlock-token.js';

const secret = Buffer.alloc(32, 7);
const link = { slug: 'abc', passwordHash: 'hash' };
const token = signUnlockToken(link, secret, 1000);

describe('unlock token', () => {
  it('opens its link until it expires', () => {
    expect(isUnlockedBy(token, link, secret, 1000)).toBe(true);
    expect(isUnlockedBy(token, link, secret, 999 + unlockLifetimeMs)).toBe(true);
    expect(isUnlockedBy(token, link, secret, 1000 + unlockLifetimeMs)).toBe(false);
  });

  it('opens no other link, and nothing after the password changed', () => {
    expect(isUnlockedBy(token, { ...link, slug: 'abd' }, secret, 1000)).toBe(false);
    expect(isUnlockedBy(token, { ...link, passwordHash: 'other' }, secret, 1000)).toBe(false);
    expect(isUnlockedBy(token, link, Buffer.alloc(32, 8), 1000)).toBe(false);
  });

  it('cannot be stretched or guessed', () => {
    expect(isUnlockedBy(token.replace(/^\d+/, '99999999999999'), link, secret, 1000)).toBe(false);
    for (const forged of ['', '.', '1.', 'x.y', `${Number.MAX_SAFE_INTEGER}.`])
      expect(isUnlockedBy(forged, link, secret, 1000)).toBe(false);
  });
});

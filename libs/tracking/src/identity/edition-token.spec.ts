import { maxEditionLength, signEdition, verifyEdition } from './edition-token.js';

const keys = [{ id: 'now', secret: 'now' }];
const kept = [
  { fromMs: 0, toMs: 1000 },
  { fromMs: 5000, toMs: 9000 },
];
const edition = { version: 3, durationMs: 5000, kept };

describe('an edition', () => {
  it('is read as it was signed, also by a ring whose first key is newer', () => {
    const token = signEdition('video', edition, keys);
    expect(verifyEdition(token, 'video', [{ id: 'new', secret: 'new' }, ...keys])).toEqual(edition);
    const whole = { ...edition, kept: null };
    expect(verifyEdition(signEdition('video', whole, keys), 'video', keys)).toEqual(whole);
  });

  it('of another video, by another key, or altered, is none', () => {
    const token = signEdition('video', edition, keys);
    expect(verifyEdition(token, 'other', keys)).toBeNull();
    expect(verifyEdition(token, 'video', [{ id: 'now', secret: 'other' }])).toBeNull();
    const shorter = Buffer.from(JSON.stringify([3, 500, [0, 500]])).toString('base64url');
    expect(verifyEdition(`${shorter}.${token.split('.')[1]}`, 'video', keys)).toBeNull();
    for (const bad of ['', '.', 'a.b', `${token}.`, 'x'.repeat(maxEditionLength + 1)])
      expect(verifyEdition(bad, 'video', keys)).toBeNull();
  });

  it('of a hundred pieces of four hours fits', () => {
    const many = Array.from({ length: 100 }, (_, index) => ({
      fromMs: 14_000_000 + index * 1000,
      toMs: 14_000_500 + index * 1000,
    }));
    expect(signEdition('video', { ...edition, kept: many }, keys).length).toBeLessThan(maxEditionLength);
  });
});

import * as fc from 'fast-check';
import { signVisitToken, tokenLifetimeMs, type VisitClaims, verifyVisitToken } from './visit-token.js';

const now = Date.UTC(2026, 5, 1);
const claims: VisitClaims = {
  visitId: '0197a0b0-0000-7000-8000-000000000001',
  linkId: '0197a0b0-0000-7000-8000-000000000002',
  videoId: '0197a0b0-0000-7000-8000-000000000003',
  videoVersion: 3,
  durationMs: 61_000,
  load: 1,
  issuedAtMs: now,
};
const old = { id: 'k1', secret: 'an old secret' };
const current = { id: 'k2', secret: 'the current secret' };
const token = signVisitToken(claims, [current, old]);

describe('visit token', () => {
  it('gives back what was signed', () => expect(verifyVisitToken(token, [current], now)).toEqual(claims));

  it('stays short enough for a beacon', () => expect(token.length).toBeLessThan(400));

  it('lives exactly 24 h and is not good before its time', () => {
    expect(verifyVisitToken(token, [current], now + tokenLifetimeMs)).toEqual(claims);
    expect(verifyVisitToken(token, [current], now + tokenLifetimeMs + 1)).toBeNull();
    expect(verifyVisitToken(token, [current], now - 60_001)).toBeNull();
  });

  it('survives a rotation of keys until the old key is removed', () => {
    const before = signVisitToken(claims, [old]);
    expect(verifyVisitToken(before, [current, old], now)).toEqual(claims);
    expect(verifyVisitToken(before, [current], now)).toBeNull();
  });

  it('cannot be signed without a key', () => expect(() => signVisitToken(claims, [])).toThrow('No key'));

  it('is refused after any change of any character', () => {
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, character) => {
        fc.pre(token[at] !== character);
        const forged = token.slice(0, at) + character + token.slice(at + 1);
        expect(verifyVisitToken(forged, [current, old], now)).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  it('has one spelling: stray bits of the last character are refused too', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
    const good = letters.filter((letter) => verifyVisitToken(token.slice(0, -1) + letter, [current], now));
    expect(good).toEqual([token.at(-1)]);
  });

  it('is refused when it is no token at all', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(verifyVisitToken(text, [current], now)).toBeNull()));
    for (const part of ['', 'v1', 'v1.a.b', `${token}.x`, 'x'.repeat(5000)])
      expect(verifyVisitToken(part, [current], now)).toBeNull();
  });
});

import { assert as check, property, string } from 'fast-check';
import { displayNameOf } from './display-name.js';

test.each([
  ['Café démo.mp4', 'Café démo.mp4'],
  ['👨‍👩‍👧.mp4', '👨‍👩‍👧.mp4'],
  ['invoice\u202e4pm.exe', 'invoice4pm.exe'],
  ['../../../../etc/cron.d/x.mp4', 'x.mp4'],
  ['..\\..\\windows\\x.mp4', 'x.mp4'],
  ['%2e%2e%2fx.mp4', '%2e%2e%2fx.mp4'],
  ['a\r\nSet-Cookie: x=1\r\n.mp4', 'aSet-Cookie: x=1.mp4'],
  ['a\u0000.png.mp4', 'a.png.mp4'],
  ['   ', 'video'],
  ['', 'video'],
  [null, 'video'],
])('%j is shown as %j', (filename, name) => expect(displayNameOf(filename)).toBe(name));

test('a long name is cut between characters', () => {
  expect(displayNameOf('a'.repeat(256))).toHaveLength(255);
  expect(displayNameOf('😀'.repeat(200))).toBe('😀'.repeat(127));
});

test('whatever comes, the name is short, visible and no path', () => {
  check(
    property(string({ unit: 'binary', maxLength: 600 }), (filename) => {
      const name = displayNameOf(filename);
      expect(name.length).toBeGreaterThan(0);
      expect(name.length).toBeLessThanOrEqual(255);
      expect(name).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069/\\]/u);
    }),
  );
});

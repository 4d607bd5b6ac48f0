import { AttemptLimiter } from './attempt-limiter.js';

const minuteMs = 60_000;
const tries = (limiter: AttemptLimiter, count: number, email: string, atMs: number) => {
  for (let tried = 0; tried < count; tried += 1) limiter.take('192.0.2.1', email, atMs);
};

describe('AttemptLimiter', () => {
  test('refuses the eleventh try within five minutes, and allows it after them', () => {
    const limiter = new AttemptLimiter();
    tries(limiter, 10, 'a@example.com', 0);
    expect(() => limiter.take('192.0.2.1', 'a@example.com', minuteMs)).toThrow(
      expect.objectContaining({ code: 'too-many-requests', details: { retryAfterSeconds: 240 } }),
    );
    expect(() => limiter.take('192.0.2.1', 'a@example.com', 5 * minuteMs)).not.toThrow();
  });

  test('others are not slowed down', () => {
    const limiter = new AttemptLimiter();
    tries(limiter, 10, 'a@example.com', 0);
    expect(() => limiter.take('192.0.2.1', 'b@example.com', 0)).not.toThrow();
    expect(() => limiter.take('192.0.2.2', 'a@example.com', 0)).not.toThrow();
  });

  test('success wipes the slate', () => {
    const limiter = new AttemptLimiter();
    tries(limiter, 10, 'a@example.com', 0);
    limiter.succeed('192.0.2.1', 'a@example.com');
    expect(() => tries(limiter, 10, 'a@example.com', 1)).not.toThrow();
  });
});

import { ConfigError, loadConfig } from './config.js';

const database = { DATABASE_URL: 'postgres://u:p@127.0.0.1:5432/d' };

/** Everything that is said about an environment that cannot be used. */
function problemsOf(environment: NodeJS.ProcessEnv): string {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.join('\n');
    throw error;
  }
  return '';
}

describe('loadConfig', () => {
  it('needs nothing but a database and chooses the embedded adapters', () => {
    const config = loadConfig(database);
    expect(config).toMatchObject({ port: 3000, signUp: 'first', trustedProxyHops: 0 });
    expect(config.queue.kind).toBe('postgres');
    expect(config.storage.kind).toBe('disk');
  });

  it('chooses Redis and S3 by configuration alone', () => {
    const config = loadConfig({
      ...database,
      REDIS_URL: 'redis://127.0.0.1:6379',
      S3_BUCKET: 'b',
      S3_ACCESS_KEY_ID: 'k',
      S3_SECRET_ACCESS_KEY: 's',
    });
    expect(config.queue).toEqual({ kind: 'redis', redisUrl: 'redis://127.0.0.1:6379' });
    expect(config.storage).toMatchObject({ kind: 's3', bucket: 'b', region: 'us-east-1' });
  });

  it('lists all problems at once', () => {
    const problems = problemsOf({ PORT: 'http', SIGN_UP: 'maybe', S3_BUCKET: 'b' });
    for (const name of ['PORT', 'SIGN_UP', 'DATABASE_URL', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'])
      expect(problems).toContain(name);
  });

  it('takes the slash off the end of the public address', () => {
    expect(loadConfig({ ...database, PUBLIC_URL: 'https://v.example.com/' }).publicUrl).toBe(
      'https://v.example.com',
    );
  });

  const mail = { ...database, SMTP_URL: 'smtp://u%40x:p%2F@mail.example.com:2525' };

  it('knows where mails go and who they come from', () => {
    const more = { MAIL_FROM: 'Outreel <Out@example.com>', PUBLIC_URL: 'https://v.example.com/' };
    expect(loadConfig({ ...mail, ...more }).mail).toEqual({
      host: 'mail.example.com',
      port: 2525,
      isSecure: false,
      user: 'u@x',
      password: 'p/',
      from: { name: 'Outreel', address: 'Out@example.com' },
      publicUrl: 'https://v.example.com',
    });
    expect(loadConfig({ ...mail, ...more, MAIL_FROM: 'o@example.com' }).mail?.from.name).toBe('');
    expect(loadConfig(database).mail).toBeUndefined();
  });

  it('sends no mail without a sender and an address for its links', () => {
    const problems = problemsOf(mail);
    for (const name of ['MAIL_FROM', 'PUBLIC_URL']) expect(problems).toContain(name);
  });

  it.each(['nobody', 'A <b>', 'A\nBcc: x <a@example.com>', 'a@example.com, b@example.com'])(
    'takes “%s” for no sender',
    (from) =>
      expect(problemsOf({ ...mail, PUBLIC_URL: 'https://v.example.com', MAIL_FROM: from })).toContain(
        'MAIL_FROM',
      ),
  );
});

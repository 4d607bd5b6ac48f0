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
});

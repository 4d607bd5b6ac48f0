import { createStorage, type S3StorageConfig } from '../src/index.js';
import { freePort } from '../../../test/support/free-port.js';
import { startS3Server, type S3Server } from '../../../test/support/s3-server.js';
import { describeStorage } from './storage.conformance.js';

let server: S3Server;
const configOf = ({ stop: _stop, ...settings }: S3Server): S3StorageConfig => ({ kind: 's3', ...settings });

describeStorage('S3', async () => {
  server = await startS3Server();
  return { config: configOf(server), stop: async () => undefined };
});

describe('what only S3 can get wrong', () => {
  afterAll(() => server.stop());

  it.each([
    ['the bucket is missing', { bucket: 'no-such-bucket' }, 'unavailable'],
    ['the secret is wrong', { secretAccessKey: 'wrong' }, 'access-denied'],
  ])('says so when %s', async (_name, change, code) => {
    const storage = await createStorage({ ...configOf(server), ...change });
    await expect(storage.check()).rejects.toMatchObject({ code });
    await expect(storage.read('a.mp4')).rejects.toMatchObject({ code });
    await expect(storage.put('a.mp4', Buffer.from('x'), { contentType: 'video/mp4' })).rejects.toMatchObject({
      code,
    });
    await storage.close();
  });

  it('says so when nobody answers', async () => {
    const endpoint = `http://127.0.0.1:${await freePort()}`;
    const storage = await createStorage({ ...configOf(server), endpoint });
    await expect(storage.check()).rejects.toMatchObject({ code: 'unavailable' });
    await storage.close();
  });
});

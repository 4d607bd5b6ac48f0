import { startTestApi, type TestApi } from '../support/test-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
}, 60_000);
afterAll(() => api.close());

it('takes an empty body that calls itself JSON for none', async () => {
  const headers = { 'content-type': 'application/json' };
  const reply = await fetch(`${api.origin}/api/v1/auth/sign-out`, { method: 'POST', headers });
  expect(reply.status).toBe(204);
});

it('says what is wrong where a body is needed', async () => {
  const headers = { 'content-type': 'application/json' };
  const reply = await fetch(`${api.origin}/api/v1/auth/sign-in`, { method: 'POST', headers });
  expect([reply.status, ((await reply.json()) as { code: string }).code]).toEqual([400, 'invalid-request']);
});

import { startTestApi, type TestApi, type TestMember } from '../support/test-api.js';

jest.setTimeout(60_000);

let api: TestApi;
let admin: TestMember;
let rep: TestMember;

const path = '/api/v1/notification-settings';
const choiceOf = async (member: TestMember, kind: string) => {
  const { body } = await member.send('GET', path);
  return body.kinds.find((choice: { kind: string }) => choice.kind === kind);
};

const onBy = (kinds: Record<string, unknown>[], channel: string) =>
  kinds.filter((choice) => choice[channel] === true).map(({ kind }) => kind);

beforeAll(async () => {
  api = await startTestApi();
  admin = await api.signUp('Acme');
  rep = await api.join(admin, 'rep');
});
afterAll(() => api?.close());

it('tells everything in the app until the member decides', async () => {
  const { status, body } = await rep.send('GET', path);
  expect(status).toBe(200);
  expect(body.kinds.map(({ kind, inApp }: { kind: string; inApp: boolean }) => [kind, inApp])).toEqual([
    ...['view', 'half', 'completed', 'click', 'reply', 'booking'].map((kind) => [kind, true]),
    ['weekly', null],
  ]);
  expect([onBy(body.kinds, 'mail'), onBy(body.kinds, 'push')]).toEqual([['reply', 'weekly'], []]);
  expect(body.mail.isAvailable).toBe(false);
});

it('keeps a switch for its member alone', async () => {
  const changed = await rep.send('PATCH', `${path}/click`, { inApp: false });
  expect(changed.status).toBe(200);
  expect(await choiceOf(rep, 'click')).toMatchObject({ inApp: false });
  expect(await choiceOf(rep, 'view')).toMatchObject({ inApp: true });
  expect(await choiceOf(admin, 'click')).toMatchObject({ inApp: true });
});

it('changes nothing by an empty change, and takes a switch back', async () => {
  expect((await rep.send('PATCH', `${path}/click`, {})).status).toBe(200);
  expect(await choiceOf(rep, 'click')).toMatchObject({ inApp: false });
  await rep.send('PATCH', `${path}/click`, { inApp: true });
  expect(await choiceOf(rep, 'click')).toMatchObject({ inApp: true });
});

it.each([
  ['unknown', { inApp: false }, 404],
  ['click', { inApp: 'no' }, 400],
  ['click', { smoke: true }, 400],
  ['weekly', { push: true }, 400],
])('refuses %s with %j', async (kind, body, status) => {
  expect((await rep.send('PATCH', `${path}/${kind}`, body)).status).toBe(status);
});

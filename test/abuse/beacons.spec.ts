import {
  type SentLink,
  type SignedIn,
  Viewer,
  type WatchWorld,
  createWatchWorld,
  sendLink,
  signUp,
} from '../support/watch-world.js';

jest.setTimeout(60_000);

let world: WatchWorld;
let admin: SignedIn;
let link: SentLink;

beforeAll(async () => {
  world = await createWatchWorld();
  admin = await signUp(world);
  link = await sendLink(world, admin, { durationMs: 600_000 });
});
afterAll(() => world.close());

const watched = async (visitId: string) =>
  (await world.pool.query(`select watched_ms, class, viewed_at from visits where id = $1`, [visitId]))
    .rows[0];
const drops = async (reason: string) =>
  (
    await world.pool.query(`select coalesce(sum(count), 0)::int as n from drop_counts where reason = $1`, [
      reason,
    ])
  ).rows[0].n as number;
const person = async () => {
  const viewer = new Viewer(world);
  expect((await viewer.open(link)).status).toBe(201);
  return viewer;
};

describe('forged beacons', () => {
  it('count a bad token as a drop and answer like a good one', async () => {
    const viewer = await person();
    const other = await person();
    const before = await drops('bad_token');
    const [version, key, , signature] = viewer.token.split('.');
    const claims = other.token.split('.')[2];
    for (const token of ['', 'x', `${version}.${key}.${claims}.${signature}`, `${viewer.token}x`])
      expect((await viewer.tell(viewer.beacon({ token }, [0, 10_000]))).status).toBe(204);
    expect(await drops('bad_token')).toBe(before + 4);
    expect((await watched(other.id)).watched_ms).toBe(0);
  });

  it('yield at most 30 s of ten minutes claimed in one shot', async () => {
    const viewer = await person();
    const spans = Array.from({ length: 60 }, (_, index): [number, number] => [
      index * 10_000,
      index * 10_000 + 10_000,
    ]);
    expect((await viewer.play(...spans)).status).toBe(204);
    expect(
      (await viewer.tell(viewer.beacon({ spans: [{ from: 0, to: 600_000, rate: 4, elapsed: 600_000 }] })))
        .status,
    ).toBe(204);
    const { watched_ms } = await watched(viewer.id);
    expect(watched_ms).toBeGreaterThan(0);
    expect(watched_ms).toBeLessThanOrEqual(30_000);
    expect(await drops('over_pace')).toBeGreaterThan(0);
    expect(await drops('too_long')).toBeGreaterThan(0);
  });

  it('drop a malformed span by name and keep its honest neighbour', async () => {
    const viewer = await person();
    const before = await drops('bad_span');
    const honest = { from: 0, to: 5_000, rate: 1, muted: false, elapsed: 5_000 };
    const bad = { ...honest, from: 9_000, to: 8_000 };
    expect((await viewer.tell(viewer.beacon({ spans: [bad, honest, { ...honest, rate: 9 }] }))).status).toBe(
      204,
    );
    expect((await watched(viewer.id)).watched_ms).toBe(5_000);
    expect(await drops('bad_span')).toBe(before + 2);
  });
});

describe('malformed beacons', () => {
  it.each([
    ['no JSON', '{"token":'],
    ['a list', '[]'],
    ['nothing', '""'],
    ['a negative seq', '{"token":"x","seq":-1}'],
    ['a text for a number', '{"token":"x","seq":0,"spans":[{"from":"0","to":1,"elapsed":1}]}'],
    [
      '65 spans',
      JSON.stringify({
        token: 'x',
        seq: 0,
        spans: Array.from({ length: 65 }, () => ({ from: 0, to: 1, elapsed: 1 })),
      }),
    ],
    ['an unknown event', '{"token":"x","seq":0,"events":[{"type":"hacked"}]}'],
  ])('answer 400 for %s, as text and as JSON', async (_, text) => {
    const asText = await new Viewer(world).send('POST', '/api/v1/beacons', text);
    const asJson = await new Viewer(world).send('POST', '/api/v1/beacons', text, {
      'content-type': 'application/json',
    });
    for (const reply of [asText, asJson]) {
      expect(reply.status).toBe(400);
      expect(reply.body.code).toBe('invalid-request');
    }
  });

  it('are refused with 413 above 16 KiB, declared or not, in every content type', async () => {
    const text = JSON.stringify({ token: 'x'.repeat(17_000), seq: 0 });
    for (const type of ['text/plain', 'application/json']) {
      const declared = await new Viewer(world).send('POST', '/api/v1/beacons', text, {
        'content-type': type,
      });
      expect([declared.status, declared.body.code]).toEqual([413, 'too-large']);
      const chunked = await fetch(`${world.origin}/api/v1/beacons`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: new Blob([text]).stream(),
        duplex: 'half',
      } as RequestInit);
      expect([chunked.status, ((await chunked.json()) as { code: string }).code]).toEqual([413, 'too-large']);
    }
  });

  it('are refused with 415 in a type that nobody understands', async () => {
    const reply = await new Viewer(world).send('POST', '/api/v1/beacons', 'a', {
      'content-type': 'image/png',
    });
    expect([reply.status, reply.body.code]).toEqual([415, 'unsupported-type']);
  });
});

describe('too many', () => {
  it('beacons of one visit are asked to come later, and can be repeated then', async () => {
    const viewer = await person();
    const tellNext = (seq: number) => viewer.tell(viewer.beacon({ seq }));
    let seq = 0;
    let refused = await tellNext(seq);
    // The bucket gets a beacon more every two seconds, which a slow machine may need for some of these.
    while (refused.status === 204 && seq < 50) refused = await tellNext((seq += 1));
    expect(seq).toBeGreaterThanOrEqual(5);
    expect([refused.status, refused.body.code]).toEqual([429, 'too-many-requests']);
    const waitMs = Number(refused.headers.get('retry-after')) * 1000;
    expect(waitMs).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    expect((await tellNext(seq)).status).toBe(204);
  });

  it('visits of one visitor on one link', async () => {
    const own = await sendLink(world, admin);
    const viewer = new Viewer(world);
    const replies = [];
    for (let n = 0; n < 31; n++) replies.push(await viewer.open(own));
    expect(replies.slice(0, 30).every(({ status }) => status === 201)).toBe(true);
    expect(replies[30]?.status).toBe(429);
    expect((await new Viewer(world).open(own)).status).toBe(201);
  });

  it('requests of one network, before anything of them is read', async () => {
    const viewer = new Viewer(world);
    const send = (text: string) => viewer.send('POST', '/api/v1/beacons', text);
    const statuses: number[] = [];
    let refused: Awaited<ReturnType<typeof send>> | undefined;
    // The bucket fills again while a slow machine sends: so waves, each ending in bodies that are too large,
    // until one of those meets the empty bucket.
    while (!refused && statuses.length < 5000) {
      const small = Array.from({ length: 250 }, () => send('{'));
      const huge = Array.from({ length: 20 }, () => send('x'.repeat(20_000)));
      statuses.push(...(await Promise.all(small)).map(({ status }) => status));
      refused = (await Promise.all(huge)).find(({ status }) => status !== 413);
    }
    expect(statuses.filter((status) => status === 400).length).toBeGreaterThanOrEqual(500);
    expect([refused?.status, refused?.body.code]).toEqual([429, 'too-many-requests']);
    expect((await new Viewer(world).send('POST', '/api/v1/beacons', '{')).status).toBe(400);
  });
});

describe('opening a visit', () => {
  it('answers unknown, revoked and expired links alike, and an erased one with 410', async () => {
    const [revoked, expired, erased] = [
      await sendLink(world, admin),
      await sendLink(world, admin),
      await sendLink(world, admin),
    ];
    await world.pool.query(`update links set revoked_at = now() where id = $1`, [revoked.id]);
    await world.pool.query(`update links set expires_at = now() where id = $1`, [expired.id]);
    await world.pool.query(`update links set erased_at = now() where id = $1`, [erased.id]);
    for (const slug of [revoked.slug, expired.slug, 'nobody-knows']) {
      const reply = await new Viewer(world).open({ slug });
      expect([reply.status, reply.body.code]).toEqual([404, 'not-found']);
    }
    expect((await new Viewer(world).open(erased)).status).toBe(410);
  });

  it('refuses a page that nobody sees', async () => {
    for (const page of [{ isVisible: false }, { isPrerendering: true }])
      expect((await new Viewer(world).open(link, page)).status).toBe(400);
  });

  it('sets no cookie and is not cached', async () => {
    const reply = await new Viewer(world).open(link);
    expect(reply.headers.get('set-cookie')).toBeNull();
    expect(reply.headers.get('cache-control')).toBe('no-store');
  });

  it('is refused from another site', async () => {
    const reply = await new Viewer(world, { origin: 'https://evil.example' }).open(link);
    expect([reply.status, reply.body.code]).toEqual([403, 'cross-origin']);
  });
});

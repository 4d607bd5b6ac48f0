/** A workspace with many links, and people who watch them, as far as their requests go. Called by `test/bench`. */
import type { Beacon, OpenedVisit } from '@app/contracts';
import type { Pool } from 'pg';
import { postRequest, sendLoad, type WireRequest } from './http-load.js';

/** Long enough for whoever watches for twenty minutes. */
const videoMs = 1_200_000;

/** Each in a network (a /24) of its own. */
const addressOf = (watcher: number) => `${11 + (watcher >> 16)}.${(watcher >> 8) & 255}.${watcher & 255}.7`;

/** One who watches. */
export class Watcher {
  private seq = 0;

  constructor(
    private readonly number: number,
    readonly visitId: string,
    private readonly token: string,
  ) {}

  /** The next so many milliseconds of the video, watched at its own speed. */
  beacon(playedMs: number): WireRequest {
    const from = this.seq * playedMs;
    const beacon: Beacon = {
      token: this.token,
      seq: this.seq,
      spans: [{ from, to: from + playedMs, rate: 1, muted: false, elapsed: playedMs }],
      events: this.seq === 0 ? [{ type: 'played', isTrusted: true }] : [],
    };
    this.seq += 1;
    return postRequest('/api/v1/beacons', JSON.stringify(beacon), addressOf(this.number));
  }
}

/** Makes links of the first member there is. @returns their slugs */
export async function makeLinks(pool: Pool, count: number): Promise<string[]> {
  const { rows } = await pool.query<{ slug: string }>(
    `with member as (select id, workspace_id from members limit 1),
     video as (
       insert into videos (id, workspace_id, member_id, title, kind, state, duration_ms, published_attempt)
       select gen_random_uuid(), workspace_id, id, 'Load', 'recording', 'ready', $2, 1 from member returning id
     ), person as (
       insert into prospects (id, workspace_id, member_id, email, first_name, last_name)
       select gen_random_uuid(), workspace_id, id, 'watcher' || number || '@example.com', 'Jane', 'Doe'
       from member, generate_series(1, $1) number returning id
     )
     insert into links (id, workspace_id, video_id, member_id, prospect_id, slug, page, sent_at)
     select gen_random_uuid(), workspace_id, video.id, member.id, person.id, person.id::text, '{"callsToAction":[]}', now() - interval '1 hour'
     from member, video, person returning slug`,
    [count, videoMs],
  );
  return rows.map(({ slug }) => slug);
}

/** Opens visits, spread over the links. @param first number of the first watcher: nobody has the network of another */
export async function openVisits(
  origin: string,
  slugs: readonly string[],
  first: number,
  count: number,
): Promise<Watcher[]> {
  const requests = Array.from({ length: count }, (_, index) => {
    const body = { slug: slugs[index % slugs.length], page: { isVisible: true } };
    return postRequest('/api/v1/visits', body, addressOf(first + index));
  });
  const { replies } = await sendLoad(origin, requests, { connections: 16 });
  return replies.map((reply, index) => {
    if (reply?.status !== 201) throw new Error(`A visit answered ${reply?.status}: ${reply?.body}`);
    const { id, token } = JSON.parse(reply.body) as OpenedVisit;
    return new Watcher(first + index, id, token);
  });
}

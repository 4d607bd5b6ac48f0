import type { DataSource } from 'typeorm';

/** What the rows say of one kind of job, on the whole server. */
export interface WaitingJobs {
  job: string;
  /** Jobs that were not handed to the queue yet. */
  pending: number;
  /** Since when the oldest one waits that is not done or begun; null when none does. */
  waitingSince: Date | null;
}

/** Every kind of job, as the rows know it: they are the truth, also when the queue has lost everything. */
export function findWaitingJobs(dataSource: DataSource): Promise<WaitingJobs[]> {
  return dataSource.query(
    `select job, since as "waitingSince",
            (select count(*)::int from outbox where topic = job and topic like '%-%' and dispatched_at is null) as pending
     from (values
       ('encode-live', (select min(created_at) from outbox where topic = 'encode-live' and dispatched_at is null)),
       ('transcode-video', (select min(finished_at) from videos
                            where state = 'processing' and lease_expires_at is null)),
       ('encode-piece', (select min(v.finished_at) from encode_pieces p join videos v on v.id = p.video_id
                         where p.state = 'waiting' and p.attempt = v.attempt)),
       ('make-poster', (select min(o.created_at) from outbox o
                        join videos v on v.id::text = o.payload->>'videoId'
                         and v.edits_revision = (o.payload->>'revision')::int
                        where o.topic = 'make-poster' and v.is_poster_due)),
       ('transcribe-video', (select min(updated_at) from transcriptions where state = 'waiting')),
       ('delete-files', (select min(created_at) from outbox where topic = 'delete-files')),
       ('reclassify-history', (select min(created_at) from reclassifications where state = 'waiting'))
     ) as jobs (job, since)`,
  );
}

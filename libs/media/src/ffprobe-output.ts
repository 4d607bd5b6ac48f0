import { z } from 'zod';

/** `-show_entries` of the first pass: no tag of the source is ever read. */
export const streamEntries =
  'stream=index,codec_type,codec_name,profile,level,pix_fmt,width,height,sample_aspect_ratio,field_order,' +
  'color_transfer,start_time,channels:stream_disposition=attached_pic:stream_side_data=rotation:format=duration';

const text = z.string().max(200);
const seconds = z.coerce.number().optional().catch(undefined);

const streamSchema = z.object({
  index: z.number().int().min(0),
  codec_type: text.optional(),
  codec_name: text.optional(),
  profile: z.union([text, z.number()]).optional(),
  level: z.number().optional(),
  pix_fmt: text.optional(),
  width: z.number().int().min(0).optional(),
  height: z.number().int().min(0).optional(),
  sample_aspect_ratio: text.optional(),
  field_order: text.optional(),
  color_transfer: text.optional(),
  start_time: seconds,
  disposition: z.object({ attached_pic: z.number() }).optional(),
  side_data_list: z.array(z.object({ rotation: z.number().optional().catch(undefined) })).optional(),
});

/** ffprobe's JSON of the first pass, untrusted: the file decides what stands in it. */
export const probeSchema = z.object({
  streams: z.array(streamSchema).max(1000).default([]),
  format: z.object({ duration: seconds }).default({}),
});

/** One track as ffprobe describes it. */
export type ProbedStream = z.infer<typeof streamSchema>;

/** The first pass, parsed. */
export type ProbedFile = z.infer<typeof probeSchema>;

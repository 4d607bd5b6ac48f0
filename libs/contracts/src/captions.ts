import { z } from 'zod';
import { cleanCueText } from './cue-text.js';
import { lineSchema, millisecondsSchema, timeSchema } from './primitives.js';
import { transcriptionSchema } from './transcription.js';
import { type Kept, type TimeSpan, toPlayedSpans, toSourceSpans } from './timeline.js';

/** What captions of one language may hold. `fileBytes` is for an uploaded WebVTT or SubRip file, `timeMs` the latest end. */
export const captionLimits = {
  languages: 20,
  cues: 10_000,
  textCharacters: 1_000,
  timeMs: 24 * 60 * 60 * 1000,
  fileBytes: 2 * 1024 * 1024,
} as const;

/** Where captions come from: a file, speech recognition while recording, a transcription service, or the editor. */
export const captionSourceSchema = z.enum(['uploaded', 'live', 'transcribed', 'edited']);
export type CaptionSource = z.infer<typeof captionSourceSchema>;

/** Language tag (BCP 47) in its canonical spelling: `pt-br` becomes `pt-BR`. */
export const languageTagSchema = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,8}(-[a-z\d]{1,8})*$/i, 'Name a language as BCP 47 does, such as en or pt-BR')
  .transform((tag, context) => {
    try {
      return Intl.getCanonicalLocales(tag)[0] ?? tag;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      context.addIssue('Name a language as BCP 47 does, such as en or pt-BR');
      return z.NEVER;
    }
  });

/**
 * One caption: when it is shown, in milliseconds of source time, and its text: lines by `\n`, with `<b>`, `<i>` and `<u>`
 * as the only mark-up. Every other character stands for itself.
 */
export const captionCueSchema = z
  .object({
    fromMs: millisecondsSchema.max(captionLimits.timeMs),
    toMs: millisecondsSchema.max(captionLimits.timeMs),
    text: z
      .string()
      .max(4 * captionLimits.textCharacters)
      .transform(cleanCueText)
      .pipe(z.string().min(1, 'A caption needs a text').max(captionLimits.textCharacters)),
  })
  .refine(({ fromMs, toMs }) => toMs > fromMs, { path: ['toMs'], error: 'A caption ends after it begins' })
  .meta({ id: 'CaptionCue' });
export type CaptionCue = z.infer<typeof captionCueSchema>;

/** Captions in the order in which they are shown. */
export const captionCuesSchema = z
  .array(captionCueSchema)
  .max(captionLimits.cues)
  .transform((cues) => cues.toSorted((one, other) => one.fromMs - other.fromMs || one.toMs - other.toMs));

const captionFields = { language: z.string(), label: z.string(), source: captionSourceSchema };

/** Captions of one language as a video lists them. `url` is the public WebVTT file of the video's own link. */
export const captionSchema = z.object({ ...captionFields, url: z.string() }).meta({ id: 'Caption' });
export type Caption = z.infer<typeof captionSchema>;

const readCueSchema = z.object({ fromMs: millisecondsSchema, toMs: millisecondsSchema, text: z.string() });

/** Captions of one language with their cues in source time. `version` grows with every change. */
export const captionTrackSchema = z
  .object({
    ...captionFields,
    version: z.number().int(),
    cues: z.array(readCueSchema),
    updatedAt: timeSchema,
  })
  .meta({ id: 'CaptionTrack' });
export type CaptionTrack = z.infer<typeof captionTrackSchema>;

/** The captions of a video, the oldest language first. */
export const captionListSchema = z
  .object({
    items: z.array(z.object({ ...captionFields, cueCount: z.number().int(), updatedAt: timeSchema })),
    transcription: transcriptionSchema,
  })
  .meta({ id: 'CaptionList' });
export type CaptionList = z.infer<typeof captionListSchema>;

/**
 * Captions as the editor and the recorder send them: the whole language at once, in source time.
 * `version`: the one that was changed; if it is not the present one any more the answer is `conflict`. Absent: whatever is there.
 */
export const saveCaptionsSchema = z.object({
  label: lineSchema(60).optional(),
  source: z.enum(['live', 'edited']).default('edited'),
  version: z.number().int().min(0).optional(),
  cues: captionCuesSchema,
});
export type SaveCaptions = z.input<typeof saveCaptionsSchema>;

export const captionParamsSchema = z.object({ id: z.uuid(), language: languageTagSchema });
export type CaptionParams = z.infer<typeof captionParamsSchema>;

/** What is wrong with a caption file, where. `line` counts from 1. Details of the error `bad-captions`. */
export interface CaptionFileProblem {
  line: number;
  message: string;
}

/** What is left of a caption after cutting is too short to be read below this, milliseconds. */
const sliverMs = 100;

/** Captions as they are shown while the edited video plays: those of what was cut out are left out. */
export function toPlayedCues(cues: readonly CaptionCue[], kept: Kept): CaptionCue[] {
  return cues.flatMap((cue) => {
    const isShort = cue.toMs - cue.fromMs < sliverMs;
    return toPlayedSpans(kept, cue)
      .filter(({ fromMs, toMs }) => isShort || toMs - fromMs >= sliverMs)
      .map(({ fromMs, toMs }) => ({ fromMs, toMs, text: cue.text }));
  });
}

/** Captions whose times count in the edited video, in source time. One that runs over a cut spans what was cut out. */
export function toSourceCues(cues: readonly CaptionCue[], kept: Kept): CaptionCue[] {
  return cues.flatMap((cue) => {
    const spans: TimeSpan[] = toSourceSpans(kept, cue);
    const [first, last] = [spans[0], spans.at(-1)];
    return first && last ? [{ fromMs: first.fromMs, toMs: last.toMs, text: cue.text }] : [];
  });
}

/** The name of a language in itself, such as `Deutsch`; the tag where nobody knows its name. */
export function languageName(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language', fallback: 'code' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}

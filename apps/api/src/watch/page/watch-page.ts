import {
  bindAddress,
  bindMergeTags,
  type CaptionCue,
  type Chapter,
  mergeFieldsOf,
  type MergeFields,
  type Page,
  playedChapters,
  type TimeSpan,
} from '@app/contracts';
import type { StoredRendition, StoredStoryboard, Video, WatchLink } from '@app/database';
import type { PrivacyMode } from '@app/tracking';
import { picturesVersion } from '../../videos/video.presenter.js';
import { playedEdition } from '../played-edition.js';

/** A call to action, ready to be shown: texts bound, the address made. */
export interface ShownAction {
  label: string;
  href: string;
  showAtMs: number | null;
  isLeavingSite: boolean;
}

/** Captions that the player offers. */
export interface ShownCaptions {
  language: string;
  label: string;
  /** Played time; null where there are so many that the page asks for them when they are wanted. */
  cues: CaptionCue[] | null;
}

/** A file that the player may choose, and for which windows it is. */
export interface PlayedSource {
  url: string;
  contentType: string;
  /** A media query; null: for all that are left. */
  media: string | null;
}

/** Small pictures along the file that plays, at an address instead of a key. */
export type ShownStoryboard = Omit<StoredStoryboard, 'key'> & { url: string };

/** All that the page of a link shows, bound to its prospect. Addresses are relative unless named otherwise. */
export interface WatchPage {
  slug: string;
  title: string;
  headline: string;
  message: string;
  senderName: string;
  workspaceName: string;
  videoTitle: string;
  /** How long plays what is shown. */
  durationMs: number | null;
  /** In played time. */
  chapters: Chapter[];
  /** Milliseconds of the sources that are played; null: all of them. */
  pieces: TimeSpan[] | null;
  /** What the page plays, signed for its visits. */
  edition: string;
  /** Other pictures have another one; empty for those of a video that was never edited. */
  picturesVersion: string;
  width: number;
  height: number;
  isPlayable: boolean;
  isFailed: boolean;
  /** Better renditions are still being made. */
  isGettingBetter: boolean;
  /** The first whose `media` fits is played. */
  sources: PlayedSource[];
  storyboard: ShownStoryboard | null;
  /** The one that the viewer reads best first. */
  captions: (ShownCaptions & { url: string })[];
  actions: ShownAction[];
  accentColor: string;
  privacyMode: PrivacyMode;
  isPreview: boolean;
  /** `?unlock=…` of a page with a password, for the addresses of its media; else empty. */
  query: string;
  /** Absolute. */
  pageUrl: string;
}

/** What the request adds to the link. */
export interface WatchRequest {
  origin: string;
  privacyMode: PrivacyMode;
  isPreview: boolean;
  captions: ShownCaptions[];
  unlockToken?: string;
  /** From `WatchedLinks.editionOf`. */
  edition: string;
}

/** The product's own accent, where a page has none. */
export const defaultAccentColor = '#17614f';

function hrefOf({ kind, target }: Page['callsToAction'][number], fields: MergeFields): string {
  if (kind === 'email') return `mailto:${target}`;
  return kind === 'phone' ? `tel:${target.replace(/[^\d+]/g, '')}` : bindAddress(target, fields);
}

function headlineOf({ page, prospect, video }: WatchLink): string {
  if (page.headline) return page.headline;
  return prospect?.firstName ? 'A video for {{firstName}}' : video.title;
}

/** Binds a link's page to its prospect, at the moment it is opened. */
export function bindPage(found: WatchLink, request: WatchRequest): WatchPage {
  const { link, video, member, workspace, page, prospect } = found;
  const fields = mergeFieldsOf(prospect);
  const bind = (text: string) => bindMergeTags(text, fields).trim();
  const query = mediaQuery(request.unlockToken);
  const headline = bind(headlineOf(found)) || video.title;
  const { kept, durationMs, pieces } = playedEdition(video);
  return {
    slug: link.slug,
    title: `${headline} – ${member.name}`,
    headline,
    message: bind(page.message ?? ''),
    senderName: member.name,
    workspaceName: workspace.name,
    videoTitle: video.title,
    durationMs: video.durationMs === null ? null : durationMs,
    chapters: playedChapters(video.chapters, kept, video.sourceDurationMs ?? durationMs),
    pieces,
    edition: request.edition,
    picturesVersion: picturesVersion(video),
    width: video.width ?? 1280,
    height: video.height ?? 720,
    isPlayable: video.publishedAttempt !== null,
    isFailed: video.state === 'failed',
    isGettingBetter: isGettingBetter(video),
    sources: playedSources(video.renditions, link.slug, query),
    storyboard: video.storyboard && storyboardOf(video.storyboard, link.slug, query),
    captions: request.captions.map((captions) => ({
      ...captions,
      url: `/w/${link.slug}/captions/${captions.language}.vtt${query}`,
    })),
    actions: page.callsToAction.map((action) => ({
      label: bind(action.label),
      href: hrefOf(action, fields),
      showAtMs: action.showAtMs ?? null,
      isLeavingSite: action.kind === 'url' || action.kind === 'booking',
    })),
    accentColor: page.theme?.accentColor ?? defaultAccentColor,
    privacyMode: request.privacyMode,
    isPreview: request.isPreview,
    query,
    pageUrl: `${request.origin}/w/${link.slug}`,
  };
}

/** What the addresses of a page's media end in. @param unlockToken of a page with a password */
export const mediaQuery = (unlockToken: unknown) =>
  typeof unlockToken === 'string' && unlockToken !== '' ? `?unlock=${encodeURIComponent(unlockToken)}` : '';

/** Whether what is published now will be followed by better renditions of the same. */
export const isGettingBetter = ({ state, publishedAttempt, attempt }: Video) =>
  state === 'processing' && publishedAttempt === attempt;

/**
 * Which rendition for which window. Without script the browser chooses by these; nobody downloads more lines than the
 * window shows.
 */
export function playedSources(
  renditions: readonly StoredRendition[],
  slug: string,
  query: string,
): PlayedSource[] {
  const byHeight = renditions.toSorted((one, other) => other.height - one.height);
  return byHeight.map(({ key, height, contentType }, index) => {
    const [attempt, file] = key.split('/').slice(-2);
    const widthFrom = height > 720 ? 1200 : height > 480 ? 600 : 420;
    const isForAll = index === byHeight.length - 1;
    return {
      url: `/w/${slug}/media/${attempt}/${file}${query}`,
      contentType,
      media: isForAll ? null : `(min-width: ${widthFrom}px)`,
    };
  });
}

/** The attempt in the address lets no cache show the pictures of another cut. */
function storyboardOf({ key, ...layout }: StoredStoryboard, slug: string, query: string): ShownStoryboard {
  const [attempt] = key.split('/').slice(-2);
  return { ...layout, url: `/w/${slug}/storyboard.jpg${query ? `${query}&` : '?'}v=${attempt}` };
}

/** Text on the poster of a personal link, bound; empty when nothing is to be drawn. */
export function thumbnailTextOf({ page, prospect }: Pick<WatchLink, 'page' | 'prospect'>): string {
  const text = page.thumbnailText ?? (prospect?.firstName ? 'Hi {{firstName}}' : '');
  return bindMergeTags(text, mergeFieldsOf(prospect)).trim();
}

/** Black or white, whichever is better read on the colour (WCAG 2.2, relative luminance). */
export function readableOn(color: string): '#000' | '#fff' {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000' : '#fff';
}

/** Address of the poster that stands behind our own play button. */
export const barePosterOf = ({
  slug,
  query,
  picturesVersion: version,
}: Pick<WatchPage, 'slug' | 'query' | 'picturesVersion'>) =>
  `/w/${slug}/poster.jpg${query ? `${query}&` : '?'}bare${version && `&v=${version}`}`;

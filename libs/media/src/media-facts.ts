/** The two families of containers that are accepted: MP4/MOV and Matroska/WebM. Also the name of the forced demuxer. */
export type Container = 'mov' | 'matroska';

/** Everything later steps need to know about a source, measured on its packets and not believed from its header. */
export interface SourceFacts {
  readonly container: Container;
  /** Measured on packets, from the first to the end of the last, ms, 500 … 14,400,000. */
  readonly durationMs: number;
  /** As displayed, after rotation and pixel aspect, pixels. May be odd. */
  readonly width: number;
  /** As displayed, after rotation and pixel aspect, pixels. May be odd. */
  readonly height: number;
  /** Measured mean of frames per second while frames flow; > 0. */
  readonly fps: number;
  /** Number of video packets that can be read. */
  readonly frameCount: number;
  /** ffmpeg's name of the decoder family, for example `h264`. */
  readonly videoCodec: string;
  /** ffmpeg's pixel format, for example `yuv420p`. */
  readonly pixelFormat: string;
  /** Clockwise, degrees: 0, 90, 180 or 270. ffmpeg applies it by itself. */
  readonly rotation: number;
  readonly isInterlaced: boolean;
  /** PQ or HLG: needs tone mapping. */
  readonly isHdr: boolean;
  readonly hasAudio: boolean;
  readonly audioCodec?: string;
  /** True for AAC-LC that starts together with the picture, so that it can be copied. */
  readonly canCopyAudio: boolean;
  /** H.264, 8 bit, 4:2:0, upright, square pixels, progressive, one size, no damage: may be published as it is. */
  readonly canCopyVideo: boolean;
  /** True if a part of the recording is missing or damaged: publish it, but say so. */
  readonly isPartial: boolean;
  /** Index of the chosen picture track in the file. */
  readonly videoStreamIndex: number;
  /** Index of the chosen sound track in the file. */
  readonly audioStreamIndex?: number;
  readonly sizeBytes: number;
}

/** One playable MP4 (fragmented, index first), lying in the given output folder. */
export interface Rendition {
  /** Name inside the output folder. */
  readonly file: string;
  /** Pixels, even. */
  readonly width: number;
  /** Pixels, even. */
  readonly height: number;
  /** Mean over the whole file, bits per second. */
  readonly bitrateBps: number;
  readonly sizeBytes: number;
  /** RFC 6381, for example `avc1.64001F`: goes into the HLS playlist as it is. */
  readonly videoCodec: string;
  /** RFC 6381, `mp4a.40.2`; absent without sound. */
  readonly audioCodec?: string;
  readonly durationMs: number;
  /** True if the picture was copied from the source, not encoded. */
  readonly isCopy: boolean;
}

/** A still (JPEG) or an animated preview (GIF), lying in the given output folder. */
export interface Image {
  /** Name inside the output folder. */
  readonly file: string;
  readonly mimeType: 'image/jpeg' | 'image/gif';
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly sizeBytes: number;
}

/** How the small pictures of a storyboard lie in its one picture: row by row, the first at the top left. */
export interface StoryboardLayout {
  /** Pictures, 1–100. */
  readonly count: number;
  /** Pictures in a row, 1–10. */
  readonly columns: number;
  /** From one picture to the next, milliseconds of the file; picture N stands for N × this. */
  readonly stepMs: number;
  /** Pixels of one picture, even. */
  readonly tileWidth: number;
  readonly tileHeight: number;
}

/** Small pictures along a video in one JPEG, lying in the given output folder. */
export interface Storyboard extends StoryboardLayout {
  /** Name inside the output folder. */
  readonly file: string;
}

/** A piece of the sound of a source, for speech recognition. */
export interface SoundPiece {
  /** Name in the output folder. */
  readonly file: string;
  readonly durationMs: number;
}

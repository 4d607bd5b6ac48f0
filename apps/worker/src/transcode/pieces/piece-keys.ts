/** Where the files of all pieces of an attempt lie. */
export const piecesPrefix = (videoId: string, attempt: number) => `videos/${videoId}/${attempt}/pieces/`;

/** Where one try of a piece puts its files: a late worker never writes into what another one made. */
export const piecePrefix = ({ videoId, attempt, index, tries }: PieceTry) =>
  `${piecesPrefix(videoId, attempt)}${index}-${tries}/`;

interface PieceTry {
  videoId: string;
  attempt: number;
  index: number;
  tries: number;
}

import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
  type CompletedPart,
  type PutObjectCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';

/** S3 wants 5 MiB … 5 GiB a part (but for the last) and at most 10,000 parts: 8 MiB reaches to 78 GiB. */
const partSizeBytes = 8 * 1024 * 1024;

/** Where the bytes go and what is said about them. */
export type UploadTarget = Pick<PutObjectCommandInput, 'Bucket' | 'Key' | 'ContentType' | 'CacheControl'>;

/**
 * Stores a stream of unknown length with at most two parts in memory: one request when it is short, else a
 * multipart upload that is aborted when anything fails, so that nothing half-done is kept or paid for.
 * @param source bytes in pieces of any size
 * @returns the entity tag as the store gave it, and the size in bytes
 */
export async function uploadStream(
  client: S3Client,
  target: UploadTarget,
  source: AsyncIterable<Uint8Array>,
): Promise<{ etag: string; sizeBytes: number }> {
  const parts = partsOf(source);
  const first = await parts.next();
  const firstPart = first.done ? Buffer.alloc(0) : first.value;
  if (firstPart.length < partSizeBytes) {
    const put = await client.send(new PutObjectCommand({ ...target, Body: firstPart }));
    return { etag: put.ETag ?? '', sizeBytes: firstPart.length };
  }
  return uploadParts(client, target, firstPart, parts);
}

async function uploadParts(
  client: S3Client,
  target: UploadTarget,
  firstPart: Buffer,
  rest: AsyncIterable<Buffer>,
): Promise<{ etag: string; sizeBytes: number }> {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(target));
  const upload = { Bucket: target.Bucket, Key: target.Key, UploadId };
  try {
    const done: CompletedPart[] = [];
    let sizeBytes = 0;
    const send = async (Body: Buffer) => {
      const PartNumber = done.length + 1;
      const { ETag } = await client.send(new UploadPartCommand({ ...upload, PartNumber, Body }));
      done.push({ PartNumber, ETag });
      sizeBytes += Body.length;
    };
    await send(firstPart);
    for await (const part of rest) await send(part);
    const MultipartUpload = { Parts: done };
    await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload }));
    // Asked for: several stores leave the entity tag out of their reply to the completion.
    const { ETag } = await client.send(new HeadObjectCommand({ Bucket: target.Bucket, Key: target.Key }));
    return { etag: ETag ?? '', sizeBytes };
  } catch (error) {
    await client.send(new AbortMultipartUploadCommand(upload)).catch((abortError: unknown) => {
      throw new AggregateError([error, abortError], 'The upload failed, and so did its clean-up.', {
        cause: error,
      });
    });
    throw error;
  }
}

/** Regroups pieces of any size into parts of exactly {@link partSizeBytes}; only the last may be shorter. */
async function* partsOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void> {
  let pieces: Uint8Array[] = [];
  let waitingBytes = 0;
  for await (const piece of source) {
    pieces.push(piece);
    waitingBytes += piece.length;
    if (waitingBytes < partSizeBytes) continue;
    const waiting = Buffer.concat(pieces);
    let sent = 0;
    for (; waitingBytes - sent >= partSizeBytes; sent += partSizeBytes) {
      yield waiting.subarray(sent, sent + partSizeBytes);
    }
    pieces = [waiting.subarray(sent)];
    waitingBytes -= sent;
  }
  if (waitingBytes > 0) yield Buffer.concat(pieces);
}

import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { Secret } from './secret.entity.js';

/** The keys of this installation; a key is minted when its purpose is first asked for. */
@Injectable()
export class SecretRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * All keys of a purpose, newest first: sign with the first, verify with any. Of processes that ask at the same time, one mints.
   * @returns one key or more, 32 random bytes each
   */
  async keysOf(purpose: string): Promise<[Secret, ...Secret[]]> {
    const [newest, ...older] = await this.find(purpose);
    if (newest) return [newest, ...older];
    await this.dataSource
      .createQueryBuilder()
      .insert()
      .into(Secret)
      .values({ purpose, keyId: '1', value: randomBytes(32) })
      .orIgnore()
      .execute();
    return (await this.find(purpose)) as [Secret, ...Secret[]];
  }

  private find(purpose: string): Promise<Secret[]> {
    return this.dataSource.manager.find(Secret, { where: { purpose }, order: { createdAt: 'DESC' } });
  }
}

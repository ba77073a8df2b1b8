import { mkdirSync } from 'node:fs';
import { link, open, readdir, readFile, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GatehouseError } from '@gatehouse/errors';
import { syncFolder } from './sync-folder.js';

/** The images of queued jobs: a file each, named by its job. What was written survives a power cut. */
export class InputFiles {
  private syncing: Promise<void> = Promise.resolve();
  private nextSync: Promise<void> | null = null;

  private constructor(
    private readonly path: string,
    private readonly folder: FileHandle,
  ) {}

  /** @param path of the folder; made where absent */
  static async open(path: string): Promise<InputFiles> {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    syncFolder(dirname(path)); // or a power cut might take the folder with all that is in it
    return new InputFiles(path, await open(path, 'r'));
  }

  /**
   * Resolves when both the file and its entry in the folder are on the disk.
   *
   * @throws GatehouseError `STORE_UNAVAILABLE`, and there is no file; any other error where there was one before
   */
  async write(jobId: string, image: Uint8Array): Promise<void> {
    const file = await this.create(jobId);
    try {
      try {
        await file.writeFile(image);
        await file.sync();
      } finally {
        await file.close();
      }
      await this.sync();
    } catch (thrown) {
      await this.remove(jobId);
      throw unavailable(thrown);
    }
  }

  /** Gives a job the file of another. False where that one has none. */
  async copy(from: string, to: string): Promise<boolean> {
    try {
      await link(this.pathOf(from), this.pathOf(to));
    } catch (thrown) {
      if (isCoded(thrown, 'ENOENT')) return false;
      throw unavailable(thrown);
    }
    await this.sync();
    return true;
  }

  /** Null where there is none. */
  async read(jobId: string): Promise<Uint8Array | null> {
    try {
      return await readFile(this.pathOf(jobId));
    } catch (thrown) {
      if (isCoded(thrown, 'ENOENT')) return null;
      throw unavailable(thrown);
    }
  }

  /** Resolves also where there is none. */
  async remove(jobId: string): Promise<void> {
    await rm(this.pathOf(jobId), { force: true });
  }

  /** The names of all files. */
  names(): Promise<readonly string[]> {
    return readdir(this.path);
  }

  async close(): Promise<void> {
    await this.syncing.catch(() => undefined);
    await this.folder.close();
  }

  /** One that began before the caller's entry was made does not count, so callers share the next one. */
  private sync(): Promise<void> {
    this.nextSync ??= this.syncing
      .catch(() => undefined)
      .then(() => {
        this.nextSync = null;
        this.syncing = this.folder.sync();
        return this.syncing;
      });
    return this.nextSync;
  }

  private async create(jobId: string): Promise<FileHandle> {
    try {
      return await open(this.pathOf(jobId), 'wx', 0o600);
    } catch (thrown) {
      throw isCoded(thrown, 'EEXIST') ? thrown : unavailable(thrown);
    }
  }

  private pathOf(jobId: string): string {
    return join(this.path, jobId);
  }
}

function isCoded(thrown: unknown, code: string): boolean {
  return Error.isError(thrown) && 'code' in thrown && thrown.code === code;
}

function unavailable(cause: unknown): GatehouseError {
  return new GatehouseError('STORE_UNAVAILABLE', {}, { cause });
}

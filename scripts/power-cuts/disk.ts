import { basename, dirname, relative } from 'node:path';
import { FileNode, FolderNode, type DiskNode } from './disk-node.ts';
import type { DiskRecord } from './disk-record.ts';

/** Whether a sync of what has this path, relative to the disk's folder, does what it is there for. */
export type SyncRule = (path: string, node: DiskNode) => boolean;

/** A folder on a disk, while records are done to it one after the other. */
export class Disk {
  readonly root = new FolderNode('');
  private readonly open = new Map<number, DiskNode>();
  private readonly path: string;
  private readonly obeys: SyncRule;
  private done = 0;

  /**
   * @param path of the folder that was recorded, empty at first
   * @param obeys which syncs are obeyed; the others do nothing
   */
  constructor(path: string, obeys: SyncRule = () => true) {
    this.path = path;
    this.obeys = obeys;
  }

  /** How many records were done to it. */
  get age(): number {
    return this.done;
  }

  /** @throws Error for what cannot have been recorded after what came before */
  apply(record: DiskRecord): void {
    const at = this.done++;
    switch (record.did) {
      case 'start':
        this.open.clear();
        return;
      case 'open':
        this.opened(at, record);
        return;
      case 'close':
        this.open.delete(record.fd);
        return;
      case 'write':
        this.fileOf(record.fd).pending.push({ at, offset: record.offset, data: record.data });
        return;
      case 'resize':
        this.fileOf(record.fd).pending.push({ at, size: record.size });
        return;
      case 'sync':
        this.synced(record.fd);
        return;
      case 'link':
        this.enter(at, record.to, this.find(record.from));
        return;
      case 'rename':
        this.enter(at, record.to, this.find(record.from));
        this.enter(at, record.from, null);
        return;
      case 'mkdir':
        this.enter(at, record.path, new FolderNode(relative(this.path, record.path)));
        return;
      case 'unlink':
      case 'rmdir':
        this.enter(at, record.path, null);
        return;
      case 'mark':
        return;
      default:
        record satisfies never;
    }
  }

  /** What was done before a place in the log has reached the disk by itself. */
  settle(before: number, node: DiskNode = this.root): void {
    node.settle(before);
    if (node instanceof FileNode) return;
    for (const inside of node.entries.values()) this.settle(before, inside);
  }

  private opened(at: number, { fd, path, how }: DiskRecord & { did: 'open' }): void {
    if (how === 'created') this.enter(at, path, new FileNode(relative(this.path, path)));
    const node = this.find(path);
    this.open.set(fd, node);
    if (how === 'truncated') this.fileOf(fd).pending.push({ at, size: 0 });
  }

  private synced(fd: number): void {
    const node = this.open.get(fd);
    if (node === undefined) throw new Error(`${fd} is synced and was not opened`);
    if (this.obeys(node.path, node)) node.settle(Infinity);
  }

  private fileOf(fd: number): FileNode {
    const node = this.open.get(fd);
    if (!(node instanceof FileNode)) throw new Error(`${fd} is written and is no open file`);
    return node;
  }

  private enter(at: number, path: string, node: DiskNode | null): void {
    const folder = this.find(dirname(path));
    if (!(folder instanceof FolderNode)) throw new Error(`${path} is not in a folder`);
    folder.enter({ at, name: basename(path), node });
  }

  private find(path: string): DiskNode {
    let node: DiskNode | undefined = this.root;
    for (const name of relative(this.path, path).split('/')) {
      if (name !== '') node = node instanceof FolderNode ? node.entries.get(name) : undefined;
      if (node === undefined) throw new Error(`${path} is not there`);
    }
    return node;
  }
}

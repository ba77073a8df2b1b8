import { GrowingBytes } from './growing-bytes.ts';

/** A write to a file, or a change of its size. `at` is the place of its record in the log. */
export type FileChange =
  | { readonly at: number; readonly offset: number; readonly data: Buffer }
  | { readonly at: number; readonly size: number };

/** A name that came to stand for a node, or for nothing. */
export interface EntryChange {
  readonly at: number;
  readonly name: string;
  readonly node: DiskNode | null;
}

/** A file: what is certainly on the disk, and what was done since. */
export class FileNode {
  readonly settled = new GrowingBytes();
  pending: FileChange[] = [];
  readonly path: string;

  /** @param path it was made under */
  constructor(path: string) {
    this.path = path;
  }

  /** Everything that was done before a place in the log is on the disk now. */
  settle(before: number): void {
    const count = countBefore(this.pending, before);
    for (const change of this.pending.splice(0, count)) applyChange(this.settled, change);
  }
}

/** A folder: which names are certainly on the disk, which changed since, and how it looks to processes. */
export class FolderNode {
  readonly settled = new Map<string, DiskNode>();
  readonly entries = new Map<string, DiskNode>();
  pending: EntryChange[] = [];
  readonly path: string;

  /** @param path it was made under */
  constructor(path: string) {
    this.path = path;
  }

  enter(change: EntryChange): void {
    this.pending.push(change);
    applyEntry(this.entries, change);
  }

  /** As {@link FileNode.settle}. */
  settle(before: number): void {
    const count = countBefore(this.pending, before);
    for (const change of this.pending.splice(0, count)) applyEntry(this.settled, change);
  }
}

export type DiskNode = FileNode | FolderNode;

/** Does to a file's content what a change says. */
export function applyChange(bytes: GrowingBytes, change: FileChange): void {
  if ('size' in change) bytes.resize(change.size);
  else bytes.write(change.offset, change.data);
}

/** Does to a folder's names what a change says. */
export function applyEntry(entries: Map<string, DiskNode>, { name, node }: EntryChange): void {
  if (node === null) entries.delete(name);
  else entries.set(name, node);
}

function countBefore(changes: readonly { readonly at: number }[], before: number): number {
  const index = changes.findIndex(({ at }) => at >= before);
  return index < 0 ? changes.length : index;
}

import { applyChange, applyEntry, FileNode, type FileChange, type FolderNode } from './disk-node.ts';
import { GrowingBytes } from './growing-bytes.ts';
import type { PowerCut } from './power-cut.ts';

/** What is found on a disk after a power cut. */
export interface FolderImage {
  readonly [name: string]: Buffer | FolderImage;
}

/** Builds what a power cut leaves of a folder. A file that has two names is the same under both. */
export function imageOf(folder: FolderNode, cut: PowerCut): FolderImage {
  const built = new Map<FileNode, Buffer>();
  const fileOf = (file: FileNode): Buffer => {
    const known = built.get(file) ?? fileImage(file, cut);
    built.set(file, known);
    return known;
  };
  const folderOf = (inner: FolderNode): FolderImage =>
    Object.fromEntries(
      [...entriesAfter(inner, cut)].map(([name, node]) => [
        name,
        node instanceof FileNode ? fileOf(node) : folderOf(node),
      ]),
    );
  return folderOf(folder);
}

/** Where anything at stake began, as a place in the log; Infinity where nothing is. */
export function oldestAtStake(folder: FolderNode): number {
  const inner = [...folder.entries.values()].map((node) =>
    node instanceof FileNode ? (node.pending[0]?.at ?? Infinity) : oldestAtStake(node),
  );
  return Math.min(folder.pending[0]?.at ?? Infinity, ...inner);
}

/** Names are independent of each other; of one name, a later change is never there without the earlier. */
function entriesAfter(folder: FolderNode, cut: PowerCut): ReturnType<typeof copyOf> {
  const entries = copyOf(folder);
  const lost = new Set<string>();
  for (const change of folder.pending) {
    if (!lost.has(change.name) && cut.keeps(change.at)) applyEntry(entries, change);
    else lost.add(change.name);
  }
  return entries;
}

const copyOf = (folder: FolderNode): Map<string, FileNode | FolderNode> => new Map(folder.settled);

function fileImage(file: FileNode, cut: PowerCut): Buffer {
  const bytes = new GrowingBytes(file.settled.content);
  for (const change of file.pending) {
    for (const piece of piecesOf(change, cut.pieceBytes)) {
      if (cut.keeps(piece.at)) applyAfterGap(bytes, piece, cut.filler);
      else if ('data' in piece && endOf(piece) > bytes.size && cut.grows()) {
        bytes.resize(endOf(piece), cut.filler);
      }
    }
  }
  return bytes.content;
}

/** What a piece that was kept lies behind, and was not, holds what the disk held. */
function applyAfterGap(bytes: GrowingBytes, piece: FileChange, filler: number): void {
  if ('data' in piece && piece.offset > bytes.size) bytes.resize(piece.offset, filler);
  applyChange(bytes, piece);
}

function piecesOf(change: FileChange, pieceBytes: number): readonly FileChange[] {
  if ('size' in change) return [change];
  const pieces: FileChange[] = [];
  const { at, offset, data } = change;
  for (let from = offset; from < offset + data.length;) {
    const to = Math.min((Math.floor(from / pieceBytes) + 1) * pieceBytes, offset + data.length);
    pieces.push({ at, offset: from, data: data.subarray(from - offset, to - offset) });
    from = to;
  }
  return pieces;
}

function endOf({ offset, data }: Extract<FileChange, { data: Buffer }>): number {
  return offset + data.length;
}

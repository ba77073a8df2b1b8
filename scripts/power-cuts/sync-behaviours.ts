import { FileNode, type DiskNode } from './disk-node.ts';
import type { SyncRule } from './disk.ts';

/** How a disk takes syncs. */
export interface SyncBehaviour {
  /** Ends the sentence "Syncs are …". */
  readonly name: string;
  readonly obeys: SyncRule;
  /** Whether it writes by itself, some time later, what no sync made sure of. */
  readonly writesBack: boolean;
}

/** The first obeys each sync. The others do not: with them there must be losses, or the simulation sees nothing. */
export const SYNC_BEHAVIOURS: readonly SyncBehaviour[] = [
  { name: 'honoured', obeys: () => true, writesBack: false },
  { name: 'ignored', obeys: () => false, writesBack: true },
  { name: 'ignored for the write-ahead log', obeys: (path) => !path.endsWith('-wal'), writesBack: true },
  { name: 'ignored for the database file', obeys: (path) => !path.endsWith('.sqlite'), writesBack: true },
  { name: 'ignored for images', obeys: (path, node) => !isImage(path, node), writesBack: true },
  { name: 'ignored for the folder of images', obeys: (path) => !path.endsWith('/inputs'), writesBack: true },
  // made once, at the very beginning: written back, its entry would be there nearly always
  { name: 'ignored for the folders above DATA_DIR', obeys: (path) => path.includes('/'), writesBack: false },
];

function isImage(path: string, node: DiskNode): boolean {
  return node instanceof FileNode && path.includes('/inputs/');
}

/** What SQLite and the file system say went wrong, in the newsroom's words. */
import { NewsroomError } from '../../../src/errors.ts';

const SQLITE_PERM = 3;
const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const SQLITE_NOTADB = 26;
/** Extended codes carry the primary one in their low byte. */
const PRIMARY_CODE_MASK = 0xff;

/** A thrown value as a NewsroomError about the database at `path`; NewsroomErrors stay as they are. */
export function storageFault(thrown: unknown, path: string): NewsroomError {
  if (thrown instanceof NewsroomError) return thrown;
  const { code, errcode, message } = thrown as { code?: string; errcode?: number; message?: string };
  const words = message ?? String(thrown);
  if (code === 'ENOSPC' || code === 'EDQUOT') return full(path, thrown);
  if (code === 'ERR_INVALID_STATE') {
    return new NewsroomError('storage_unavailable', `The database ${path} is closed.`, { cause: thrown });
  }
  if (errcode === undefined) return fileFault(thrown, path, code, words);
  switch (errcode & PRIMARY_CODE_MASK) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return new NewsroomError('storage_locked', `The database ${path} is locked by another process.`, {
        hint: 'Wait until the other process has finished, or stop it, and try again.',
        cause: thrown,
      });
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return damaged(path, words, thrown);
    case SQLITE_FULL:
      return full(path, thrown);
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_IOERR:
      return unavailable(path, words, thrown);
    default:
      return new NewsroomError('internal', `The database ${path} refused a statement: ${words}`, { cause: thrown });
  }
}

/** The file is not what Nutgraf wrote: nothing was changed in it. */
export function damaged(path: string, words: string, cause?: unknown): NewsroomError {
  return new NewsroomError('storage_damaged', `The database ${path} is damaged: ${words}.`, {
    hint: `Nothing was changed. Put a backup in its place, or move it away together with the files beside it (${path}-wal, ${path}-shm) to start anew.`,
    cause,
  });
}

function full(path: string, cause: unknown): NewsroomError {
  return new NewsroomError('storage_full', `There is no room left to write to ${path}.`, {
    hint: 'Nothing was lost: the last step was taken back whole. Free some disk space and try again.',
    cause,
  });
}

function unavailable(path: string, words: string, cause: unknown): NewsroomError {
  return new NewsroomError('storage_unavailable', `The database ${path} can't be read or written: ${words}.`, {
    hint: 'Check that the data folder exists, that it is a folder, and that this user may write in it (--data DIR chooses another).',
    cause,
  });
}

function fileFault(thrown: unknown, path: string, code: string | undefined, words: string): NewsroomError {
  const ofFileSystem = typeof (thrown as { syscall?: unknown }).syscall === 'string';
  if (ofFileSystem) return unavailable(path, code ?? words, thrown);
  return new NewsroomError('internal', words, { cause: thrown });
}

/*
 * Records what a process does to the files below one folder: a library to be loaded before the C library (LD_PRELOAD,
 * Linux). One lock around each operation and its record, so the records stand in the order in which things happened.
 *
 * RECORD_ROOT: the folder, without symbolic links.  RECORD_LOG: the file the records are appended to.
 * RECORD_MARKS: a file whose writes are not done but recorded as marks.
 *
 * A record is a head (struct head), a name and data; read-log.ts reads them. There are more ways to change a file than
 * stand here: compare-folder.ts tells when one was taken.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* The numbers are those of read-log.ts. */
enum kind { START = 1, OPEN, CLOSE, WRITE, RESIZE, SYNC, LINK, RENAME, UNLINK, MKDIR, RMDIR, MARK };
enum opened { CREATED = 1, TRUNCATED = 2 };
enum { NOT_OURS, OURS, MARKS };

struct head {
  uint32_t kind;
  int32_t fd;
  uint64_t number; /* offset of a write, size, or how a file was opened */
  uint32_t name_bytes;
  uint32_t data_bytes;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *root, *marks;
static int log_fd = -1;
static unsigned char whose[1 << 16];

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (real == NULL) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static void fail(const char *what) {
  dprintf(2, "power-cuts: %s\n", what);
  _exit(99);
}

static void record(enum kind kind, int fd, uint64_t number, const char *name, const struct iovec *data, int parts, size_t bytes) {
  REAL(ssize_t, "writev", int, const struct iovec *, int);
  struct head head = {kind, fd, number, name == NULL ? 0 : strlen(name), bytes};
  struct iovec all[2 + 64] = {{&head, sizeof head}, {(char *)name, head.name_bytes}};
  size_t whole = sizeof head + head.name_bytes + bytes, left = bytes;
  if (parts > 64) fail("a write in more parts than are recorded");
  int count = 2;
  for (int part = 0; part < parts && left > 0; part++, count++) {
    all[count] = data[part];
    if (all[count].iov_len > left) all[count].iov_len = left; /* not all of it was written */
    left -= all[count].iov_len;
  }
  if (real(log_fd, all, count) != (ssize_t)whole) fail("the log cannot be written");
}

__attribute__((constructor)) static void begin(void) {
  REAL(int, "open", const char *, int, ...);
  const char *path = getenv("RECORD_LOG");
  root = getenv("RECORD_ROOT");
  marks = getenv("RECORD_MARKS");
  if (path == NULL || root == NULL || marks == NULL) fail("RECORD_ROOT, RECORD_LOG and RECORD_MARKS are not set");
  unsetenv("LD_PRELOAD"); /* what this process starts is not recorded */
  log_fd = real(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (log_fd < 0) fail("the log cannot be opened");
  record(START, -1, 0, NULL, NULL, 0, 0);
}

static int below_root(const char *path) {
  size_t length = root == NULL ? 0 : strlen(root);
  return length > 0 && strncmp(path, root, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

static int is_ours(int fd) { return fd >= 0 && fd < (int)sizeof whose && whose[fd] != NOT_OURS; }

/* For what takes a path or two and changes names. */
#define NAMED(ours, kind, name, to, call) \
  if (log_fd < 0 || !(ours)) return call; \
  pthread_mutex_lock(&lock); \
  int result = call, problem = errno; \
  if (result == 0) { \
    struct iovec part = {(char *)(to), strlen(to)}; \
    record(kind, -1, 0, name, &part, 1, part.iov_len); \
  } \
  pthread_mutex_unlock(&lock); \
  errno = problem; \
  return result

int unlink(const char *path) { REAL(int, "unlink", const char *); NAMED(below_root(path), UNLINK, path, "", real(path)); }
int remove(const char *path) { REAL(int, "remove", const char *); NAMED(below_root(path), UNLINK, path, "", real(path)); }
int rmdir(const char *path) { REAL(int, "rmdir", const char *); NAMED(below_root(path), RMDIR, path, "", real(path)); }
int mkdir(const char *path, mode_t mode) { REAL(int, "mkdir", const char *, mode_t); NAMED(below_root(path), MKDIR, path, "", real(path, mode)); }
int link(const char *from, const char *to) { REAL(int, "link", const char *, const char *); NAMED(below_root(to), LINK, from, to, real(from, to)); }
int rename(const char *from, const char *to) { REAL(int, "rename", const char *, const char *); NAMED(below_root(to), RENAME, from, to, real(from, to)); }

static int opened(int fd, const char *path, int flags, int was_there) {
  if (fd < 0) return fd;
  if (fd >= (int)sizeof whose) fail("more open files than are recorded");
  if (strcmp(path, marks) == 0) {
    whose[fd] = MARKS;
    return fd;
  }
  whose[fd] = OURS;
  int how = (flags & O_CREAT) && !was_there ? CREATED : (flags & O_TRUNC) ? TRUNCATED : 0;
  record(OPEN, fd, how, path, NULL, 0, 0);
  return fd;
}

#define OPENED(call) \
  mode_t mode = 0; \
  if (flags & (O_CREAT | O_TMPFILE)) { \
    va_list rest; \
    va_start(rest, flags); \
    mode = va_arg(rest, mode_t); \
    va_end(rest); \
  } \
  if (log_fd < 0 || !(below_root(path) || strcmp(path, marks) == 0)) return call; \
  pthread_mutex_lock(&lock); \
  int was_there = access(path, F_OK) == 0; \
  int fd = call, problem = errno; \
  opened(fd, path, flags, was_there); \
  pthread_mutex_unlock(&lock); \
  errno = problem; \
  return fd

int open(const char *path, int flags, ...) { REAL(int, "open", const char *, int, ...); OPENED(real(path, flags, mode)); }
int open64(const char *path, int flags, ...) { REAL(int, "open64", const char *, int, ...); OPENED(real(path, flags, mode)); }
int openat(int at, const char *path, int flags, ...) { REAL(int, "openat", int, const char *, int, ...); OPENED(real(at, path, flags, mode)); }
int openat64(int at, const char *path, int flags, ...) { REAL(int, "openat64", int, const char *, int, ...); OPENED(real(at, path, flags, mode)); }

int close(int fd) {
  REAL(int, "close", int);
  if (!is_ours(fd)) return real(fd);
  pthread_mutex_lock(&lock);
  if (whose[fd] == OURS) record(CLOSE, fd, 0, NULL, NULL, 0, 0);
  whose[fd] = NOT_OURS;
  int result = real(fd), problem = errno;
  pthread_mutex_unlock(&lock);
  errno = problem;
  return result;
}

/* libuv closes files past close(). */
long syscall(long number, ...) {
  REAL(long, "syscall", long, ...);
  long a[6];
  va_list rest;
  va_start(rest, number);
  for (int n = 0; n < 6; n++) a[n] = va_arg(rest, long); /* what was not passed is not looked at */
  va_end(rest);
  if (number == SYS_close) return close((int)a[0]);
  return real(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

/* `at` is negative for a write at the place where the file stands. */
#define WRITTEN(at, parts, count, call) \
  if (!is_ours(fd)) return call; \
  pthread_mutex_lock(&lock); \
  ssize_t result = 0; \
  if (whose[fd] == MARKS) { \
    for (int n = 0; n < (count); n++) result += (parts)[n].iov_len; \
    record(MARK, -1, 0, NULL, parts, count, result); \
  } else { \
    result = call; \
    if (result > 0) record(WRITE, fd, (at) >= 0 ? (at) : lseek(fd, 0, SEEK_CUR) - result, NULL, parts, count, result); \
  } \
  int problem = errno; \
  pthread_mutex_unlock(&lock); \
  errno = problem; \
  return result

#define ONE_PART struct iovec part = {(void *)bytes, size}

ssize_t write(int fd, const void *bytes, size_t size) { REAL(ssize_t, "write", int, const void *, size_t); ONE_PART; WRITTEN(-1, &part, 1, real(fd, bytes, size)); }
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) { REAL(ssize_t, "pwrite", int, const void *, size_t, off_t); ONE_PART; WRITTEN(at, &part, 1, real(fd, bytes, size, at)); }
ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) { REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t); ONE_PART; WRITTEN(at, &part, 1, real(fd, bytes, size, at)); }
ssize_t writev(int fd, const struct iovec *parts, int count) { REAL(ssize_t, "writev", int, const struct iovec *, int); WRITTEN(-1, parts, count, real(fd, parts, count)); }
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) { REAL(ssize_t, "pwritev", int, const struct iovec *, int, off_t); WRITTEN(at, parts, count, real(fd, parts, count, at)); }
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) { REAL(ssize_t, "pwritev64", int, const struct iovec *, int, off64_t); WRITTEN(at, parts, count, real(fd, parts, count, at)); }

/* For what changes or keeps an open file, and is recorded with a number that is known afterwards. */
#define DONE(kind, number, call) \
  if (!is_ours(fd)) return call; \
  pthread_mutex_lock(&lock); \
  int result = call, problem = errno; \
  if (result == 0) record(kind, fd, number, NULL, NULL, 0, 0); \
  pthread_mutex_unlock(&lock); \
  errno = problem; \
  return result

static uint64_t size_of(int fd) {
  struct stat found;
  if (fstat(fd, &found) != 0) fail("a file that has no size");
  return found.st_size;
}

int ftruncate(int fd, off_t size) { REAL(int, "ftruncate", int, off_t); DONE(RESIZE, size, real(fd, size)); }
int ftruncate64(int fd, off64_t size) { REAL(int, "ftruncate64", int, off64_t); DONE(RESIZE, size, real(fd, size)); }
int fallocate(int fd, int mode, off_t at, off_t size) { REAL(int, "fallocate", int, int, off_t, off_t); DONE(RESIZE, size_of(fd), real(fd, mode, at, size)); }
int fallocate64(int fd, int mode, off64_t at, off64_t size) { REAL(int, "fallocate64", int, int, off64_t, off64_t); DONE(RESIZE, size_of(fd), real(fd, mode, at, size)); }
int posix_fallocate(int fd, off_t at, off_t size) { REAL(int, "posix_fallocate", int, off_t, off_t); DONE(RESIZE, size_of(fd), real(fd, at, size)); }
int posix_fallocate64(int fd, off64_t at, off64_t size) { REAL(int, "posix_fallocate64", int, off64_t, off64_t); DONE(RESIZE, size_of(fd), real(fd, at, size)); }
int fsync(int fd) { REAL(int, "fsync", int); DONE(SYNC, 0, real(fd)); }
int fdatasync(int fd) { REAL(int, "fdatasync", int); DONE(SYNC, 0, real(fd)); }

/* Nobody is killed in the middle of an operation, between what it did and its record. */
int kill(pid_t pid, int signal) {
  REAL(int, "kill", pid_t, int);
  if (pid != getpid()) return real(pid, signal);
  pthread_mutex_lock(&lock);
  int result = real(pid, signal), problem = errno;
  pthread_mutex_unlock(&lock);
  errno = problem;
  return result;
}

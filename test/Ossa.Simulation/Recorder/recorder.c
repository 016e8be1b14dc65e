/*
 * Records what a process does to the files below one directory: every change with its content, every sync with its beginning and its end, in
 * the order in which they took effect. Preloaded, it stands between the process and the C library.
 *
 *   OSSA_RECORDER_ROOT  the directory, an absolute path without links
 *   OSSA_RECORDER_LOG   the file that takes the record; it lies elsewhere
 *
 * A sync only takes time here, since nothing is really to survive: what it makes durable is decided when the record is replayed. What could change
 * files in a way that is not recorded is put down as unsupported, so that a record is complete or says that it is not.
 *
 * A record is: kind, descriptor (32 bits each), two numbers (64 bits each), length of path and of data (32 bits each), path, data.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind {
    RECORD_OPEN = 1,
    RECORD_CLOSE = 2,
    RECORD_WRITE = 3,
    RECORD_TRUNCATE = 4,
    RECORD_SYNC_BEGIN = 5,
    RECORD_SYNC_END = 6,
    RECORD_RENAME = 7,
    RECORD_UNLINK = 8,
    RECORD_MKDIR = 9,
    RECORD_RMDIR = 10,
    RECORD_LINK = 11,
    RECORD_MARK = 12,
    RECORD_UNSUPPORTED = 13,
    RECORD_ALLOCATE = 14
};

enum tracking { TRACKED = 1, TRACKED_TO_APPEND = 2 };

#define MAX_DESCRIPTORS 65536
#define SYNC_MICROSECONDS 200

struct header {
    uint32_t kind, descriptor;
    uint64_t a, b;
    uint32_t path_length, data_length;
};

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static unsigned char tracked[MAX_DESCRIPTORS];
static const char *root;
static size_t root_length;
static int log_file = -1;
static uint64_t last_ticket;

#define REAL(name) ((__typeof__(&name))real(#name))

static void die(const char *what) {
    fprintf(stderr, "recorder: %s: %s\n", what, strerror(errno));
    _exit(97);
}

static void *real(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (found == NULL) die(name);
    return found;
}

__attribute__((constructor)) static void start(void) {
    const char *path = getenv("OSSA_RECORDER_LOG");
    root = getenv("OSSA_RECORDER_ROOT");
    if (path == NULL || root == NULL) return;
    root_length = strlen(root);
    log_file = REAL(open)(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log_file < 0) die(path);
}

static int is_below(const char *path) {
    return log_file >= 0 && strncmp(path, root, root_length) == 0 && (path[root_length] == '/' || path[root_length] == 0);
}

static int is_tracked(int descriptor) { return descriptor >= 0 && descriptor < MAX_DESCRIPTORS && tracked[descriptor]; }

/* The caller holds the gate. */
static void record(enum kind kind, int descriptor, uint64_t a, uint64_t b, const char *path, const void *data, size_t length) {
    int saved = errno;
    size_t path_length = path == NULL ? 0 : strlen(path);
    struct header header = {kind, (uint32_t)descriptor, a, b, (uint32_t)path_length, (uint32_t)length};
    struct iovec parts[3] = {{&header, sizeof header}, {(void *)path, path_length}, {(void *)data, length}};
    size_t expected = sizeof header + path_length + length;
    if (REAL(writev)(log_file, parts, 3) != (ssize_t)expected) die("the record cannot be written");
    errno = saved;
}

static void lock(void) { pthread_mutex_lock(&gate); }

static void unlock(void) { pthread_mutex_unlock(&gate); }

static void unsupported(const char *what) {
    lock();
    record(RECORD_UNSUPPORTED, -1, 0, 0, what, NULL, 0);
    unlock();
}

/* Notes something of the process's own at this place of the order. */
__attribute__((visibility("default"))) void ossa_recorder_mark(const void *data, size_t length) {
    lock();
    record(RECORD_MARK, -1, 0, 0, NULL, data, length);
    unlock();
}

static int opened(int descriptor, const char *path, int flags) {
    if (descriptor >= MAX_DESCRIPTORS) die("too many descriptors");
    if (descriptor >= 0) {
        tracked[descriptor] = flags & O_APPEND ? TRACKED_TO_APPEND : TRACKED;
        record(RECORD_OPEN, descriptor, (uint64_t)flags, 0, path, NULL, 0);
    }
    return descriptor;
}

static mode_t mode_of(int flags, va_list arguments) {
    return (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(arguments, mode_t) : 0;
}

#define DEFINE_OPEN(name)                                              \
    int name(const char *path, int flags, ...) {                       \
        va_list arguments;                                             \
        va_start(arguments, flags);                                    \
        mode_t mode = mode_of(flags, arguments);                       \
        va_end(arguments);                                             \
        if (!is_below(path)) return REAL(name)(path, flags, mode);     \
        lock();                                                        \
        int descriptor = opened(REAL(name)(path, flags, mode), path, flags); \
        unlock();                                                      \
        return descriptor;                                             \
    }
DEFINE_OPEN(open)
DEFINE_OPEN(open64)

#define DEFINE_OPENAT(name)                                                 \
    int name(int directory, const char *path, int flags, ...) {             \
        va_list arguments;                                                  \
        va_start(arguments, flags);                                         \
        mode_t mode = mode_of(flags, arguments);                            \
        va_end(arguments);                                                  \
        if (path[0] != '/' && is_tracked(directory)) unsupported(#name);    \
        if (!is_below(path)) return REAL(name)(directory, path, flags, mode); \
        lock();                                                             \
        int descriptor = opened(REAL(name)(directory, path, flags, mode), path, flags); \
        unlock();                                                           \
        return descriptor;                                                  \
    }
DEFINE_OPENAT(openat)
DEFINE_OPENAT(openat64)

#define DEFINE_CREAT(name)                                         \
    int name(const char *path, mode_t mode) {                      \
        if (is_below(path)) unsupported(#name);                    \
        return REAL(name)(path, mode);                             \
    }
DEFINE_CREAT(creat)
DEFINE_CREAT(creat64)

#define DEFINE_FOPEN(name)                                                     \
    FILE *name(const char *path, const char *mode) {                           \
        if (is_below(path) && strpbrk(mode, "wa+") != NULL) unsupported(#name); \
        return REAL(name)(path, mode);                                         \
    }
DEFINE_FOPEN(fopen)
DEFINE_FOPEN(fopen64)

int close(int descriptor) {
    if (!is_tracked(descriptor)) return REAL(close)(descriptor);
    lock();
    tracked[descriptor] = 0;
    record(RECORD_CLOSE, descriptor, 0, 0, NULL, NULL, 0);
    int result = REAL(close)(descriptor);
    unlock();
    return result;
}

/* Closes its descriptor inside the C library, past close above; the number would be taken for the file when something else gets it. */
int fclose(FILE *stream) {
    int descriptor = fileno(stream);
    if (!is_tracked(descriptor)) return REAL(fclose)(stream);
    lock();
    tracked[descriptor] = 0;
    record(RECORD_CLOSE, descriptor, 0, 0, NULL, NULL, 0);
    int result = REAL(fclose)(stream);
    unlock();
    return result;
}

/* Descriptors of files may be duplicated for reading only; a duplicate would not be followed. */
int dup2(int from, int to) {
    if (is_tracked(from) || is_tracked(to)) unsupported("dup2");
    return REAL(dup2)(from, to);
}

ssize_t write(int descriptor, const void *data, size_t length) {
    if (!is_tracked(descriptor)) return REAL(write)(descriptor, data, length);
    lock();
    ssize_t count = REAL(write)(descriptor, data, length);
    if (count > 0) {
        off_t end = lseek(descriptor, 0, SEEK_CUR);
        if (end < count) die("a descriptor is no file any more");
        record(RECORD_WRITE, descriptor, (uint64_t)(end - count), 0, NULL, data, (size_t)count);
    }
    unlock();
    return count;
}

/* Wherever it was asked to, a descriptor that was opened to append writes at the end. */
static off_t end_of(int descriptor) {
    struct stat now;
    if (fstat(descriptor, &now) != 0) die("the end of a file");
    return now.st_size;
}

#define DEFINE_PWRITE(name)                                                              \
    ssize_t name(int descriptor, const void *data, size_t length, off_t offset) {        \
        if (!is_tracked(descriptor)) return REAL(name)(descriptor, data, length, offset); \
        lock();                                                                          \
        ssize_t count = REAL(name)(descriptor, data, length, offset);                    \
        if (count > 0 && tracked[descriptor] == TRACKED_TO_APPEND) offset = end_of(descriptor) - count; \
        if (count > 0) record(RECORD_WRITE, descriptor, (uint64_t)offset, 0, NULL, data, (size_t)count); \
        unlock();                                                                        \
        return count;                                                                    \
    }
DEFINE_PWRITE(pwrite)
DEFINE_PWRITE(pwrite64)

/* The caller holds the gate. */
static void record_parts(int descriptor, off_t offset, const struct iovec *parts, int number, size_t count) {
    for (int part = 0; part < number && count > 0; part++) {
        size_t length = parts[part].iov_len < count ? parts[part].iov_len : count;
        if (length > 0) record(RECORD_WRITE, descriptor, (uint64_t)offset, 0, NULL, parts[part].iov_base, length);
        offset += (off_t)length;
        count -= length;
    }
}

ssize_t writev(int descriptor, const struct iovec *parts, int number) {
    if (!is_tracked(descriptor)) return REAL(writev)(descriptor, parts, number);
    lock();
    ssize_t count = REAL(writev)(descriptor, parts, number);
    if (count > 0) {
        off_t end = lseek(descriptor, 0, SEEK_CUR);
        if (end < count) die("a descriptor is no file any more");
        record_parts(descriptor, end - count, parts, number, (size_t)count);
    }
    unlock();
    return count;
}

#define DEFINE_PWRITEV(name)                                                              \
    ssize_t name(int descriptor, const struct iovec *parts, int number, off_t offset) {   \
        if (!is_tracked(descriptor)) return REAL(name)(descriptor, parts, number, offset); \
        lock();                                                                           \
        ssize_t count = REAL(name)(descriptor, parts, number, offset);                    \
        if (count > 0) record_parts(descriptor, offset, parts, number, (size_t)count);    \
        unlock();                                                                         \
        return count;                                                                     \
    }
DEFINE_PWRITEV(pwritev)
DEFINE_PWRITEV(pwritev64)

#define DEFINE_FTRUNCATE(name)                                                          \
    int name(int descriptor, off_t length) {                                            \
        if (!is_tracked(descriptor)) return REAL(name)(descriptor, length);             \
        lock();                                                                         \
        int result = REAL(name)(descriptor, length);                                    \
        if (result == 0) record(RECORD_TRUNCATE, descriptor, (uint64_t)length, 0, NULL, NULL, 0); \
        unlock();                                                                       \
        return result;                                                                  \
    }
DEFINE_FTRUNCATE(ftruncate)
DEFINE_FTRUNCATE(ftruncate64)

#define DEFINE_TRUNCATE(name)                       \
    int name(const char *path, off_t length) {      \
        if (is_below(path)) unsupported(#name);     \
        return REAL(name)(path, length);            \
    }
DEFINE_TRUNCATE(truncate)
DEFINE_TRUNCATE(truncate64)

/* Room that is kept beyond the end changes nothing that can be read; with any other mode than growth the content changes. */
#define DEFINE_FALLOCATE(name)                                                               \
    int name(int descriptor, int mode, off_t offset, off_t length) {                         \
        if (!is_tracked(descriptor)) return REAL(name)(descriptor, mode, offset, length);    \
        if ((mode & ~FALLOC_FL_KEEP_SIZE) != 0) unsupported(#name);                          \
        lock();                                                                              \
        int result = REAL(name)(descriptor, mode, offset, length);                           \
        if (result == 0 && mode == 0)                                                        \
            record(RECORD_ALLOCATE, descriptor, (uint64_t)(offset + length), 0, NULL, NULL, 0); \
        unlock();                                                                            \
        return result;                                                                       \
    }
DEFINE_FALLOCATE(fallocate)
DEFINE_FALLOCATE(fallocate64)

#define DEFINE_POSIX_FALLOCATE(name)                                                    \
    int name(int descriptor, off_t offset, off_t length) {                              \
        if (!is_tracked(descriptor)) return REAL(name)(descriptor, offset, length);     \
        lock();                                                                         \
        int result = REAL(name)(descriptor, offset, length);                            \
        if (result == 0)                                                                \
            record(RECORD_ALLOCATE, descriptor, (uint64_t)(offset + length), 0, NULL, NULL, 0); \
        unlock();                                                                       \
        return result;                                                                  \
    }
DEFINE_POSIX_FALLOCATE(posix_fallocate)
DEFINE_POSIX_FALLOCATE(posix_fallocate64)

/* Others go on while a sync runs; what they write meanwhile it need not cover. */
static void sync_slowly(int descriptor) {
    lock();
    uint64_t ticket = ++last_ticket;
    record(RECORD_SYNC_BEGIN, descriptor, ticket, 0, NULL, NULL, 0);
    unlock();
    usleep((useconds_t)(SYNC_MICROSECONDS * (1 + ticket % 4)));
    lock();
    record(RECORD_SYNC_END, descriptor, ticket, 0, NULL, NULL, 0);
    unlock();
}

int fsync(int descriptor) {
    if (!is_tracked(descriptor)) return REAL(fsync)(descriptor);
    sync_slowly(descriptor);
    return 0;
}

int fdatasync(int descriptor) {
    if (!is_tracked(descriptor)) return REAL(fdatasync)(descriptor);
    sync_slowly(descriptor);
    return 0;
}

/* Promises nothing: neither the size nor the names are brought to the disk. */
int sync_file_range(int descriptor, off_t offset, off_t length, unsigned int flags) {
    if (!is_tracked(descriptor)) return REAL(sync_file_range)(descriptor, offset, length, flags);
    return 0;
}

int rename(const char *from, const char *to) {
    if (!is_below(from) && !is_below(to)) return REAL(rename)(from, to);
    lock();
    int result = REAL(rename)(from, to);
    if (result == 0) record(RECORD_RENAME, -1, 0, 0, from, to, strlen(to));
    unlock();
    return result;
}

int link(const char *from, const char *to) {
    if (!is_below(from) && !is_below(to)) return REAL(link)(from, to);
    lock();
    int result = REAL(link)(from, to);
    if (result == 0) record(RECORD_LINK, -1, 0, 0, from, to, strlen(to));
    unlock();
    return result;
}

#define DEFINE_ON_PATH(name, kind, parameters, ...)                     \
    int name parameters {                                               \
        if (!is_below(path)) return REAL(name)(__VA_ARGS__);            \
        lock();                                                         \
        int result = REAL(name)(__VA_ARGS__);                           \
        if (result == 0) record(kind, -1, 0, 0, path, NULL, 0);         \
        unlock();                                                       \
        return result;                                                  \
    }
DEFINE_ON_PATH(unlink, RECORD_UNLINK, (const char *path), path)
DEFINE_ON_PATH(mkdir, RECORD_MKDIR, (const char *path, mode_t mode), path, mode)
DEFINE_ON_PATH(rmdir, RECORD_RMDIR, (const char *path), path)
DEFINE_ON_PATH(symlink, RECORD_UNSUPPORTED, (const char *target, const char *path), target, path)
DEFINE_ON_PATH(unlinkat, RECORD_UNSUPPORTED, (int directory, const char *path, int flags), directory, path, flags)
DEFINE_ON_PATH(mkdirat, RECORD_UNSUPPORTED, (int directory, const char *path, mode_t mode), directory, path, mode)

int renameat2(int old_directory, const char *from, int new_directory, const char *to, unsigned int flags) {
    if (is_below(from) || is_below(to)) unsupported("renameat2");
    return REAL(renameat2)(old_directory, from, new_directory, to, flags);
}

#define DEFINE_MMAP(name)                                                                           \
    void *name(void *address, size_t length, int protection, int flags, int descriptor, off_t offset) { \
        if (is_tracked(descriptor) && (flags & MAP_SHARED) && (protection & PROT_WRITE)) unsupported(#name); \
        return REAL(name)(address, length, protection, flags, descriptor, offset);                  \
    }
DEFINE_MMAP(mmap)
DEFINE_MMAP(mmap64)

ssize_t copy_file_range(int from, off_t *from_offset, int to, off_t *to_offset, size_t length, unsigned int flags) {
    if (is_tracked(to)) unsupported("copy_file_range");
    return REAL(copy_file_range)(from, from_offset, to, to_offset, length, flags);
}

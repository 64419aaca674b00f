/* A small AppImage type-2 runtime, written against libsquashfuse (BSD-2) and libfuse 3 (LGPL-2.1).
   Mounts the squashfs behind this ELF with FUSE 3; where that is not possible, unpacks it once into the user's cache.
   Build: gcc -Os -static runtime.c -lsquashfuse_ll -lsquashfuse -lfuse3 -lzstd -llzma -llz4 -lz -lpthread -ldl */
#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <squashfuse/file.h>
#include <squashfuse/ll.h>
#include <squashfuse/traverse.h>
#include <squashfuse/util.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char self[PATH_MAX], place[PATH_MAX];

/* Where the squashfs begins: right behind the ELF. */
static off_t payload(void) {
  Elf64_Ehdr head;
  int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  if (file < 0 || read(file, &head, sizeof head) != sizeof head) return -1;
  close(file);
  return (off_t)(head.e_shoff + (uint64_t)head.e_shentsize * head.e_shnum);
}

static int unpack_file(sqfs *fs, sqfs_inode *inode, const char *path) {
  static char buffer[1 << 20];
  off_t at = 0, end = (off_t)inode->xtra.reg.file_size;
  int file = open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, inode->base.mode & 0777);
  if (file < 0) return 1;
  while (at < end) {
    off_t count = sizeof buffer;
    if (sqfs_read_range(fs, inode, at, &count, buffer) || write(file, buffer, count) != count) {
      close(file);
      return 1;
    }
    at += count;
  }
  return close(file) != 0;
}

static int unpack_entry(sqfs *fs, sqfs_traverse *walk, const char *path) {
  sqfs_inode inode;
  char link[PATH_MAX];
  size_t length = sizeof link;
  if (sqfs_inode_get(fs, &inode, sqfs_dentry_inode(&walk->entry))) return 1;
  if (S_ISDIR(inode.base.mode)) return mkdir(path, 0755) && errno != EEXIST;
  if (S_ISLNK(inode.base.mode)) return sqfs_readlink(fs, &inode, link, &length) || symlink(link, path);
  return S_ISREG(inode.base.mode) ? unpack_file(fs, &inode, path) : 0;
}

static int unpack(off_t offset, const char *target, int is_told) {
  sqfs fs;
  sqfs_traverse walk;
  sqfs_err error;
  char path[2 * PATH_MAX];
  if (sqfs_open_image(&fs, self, offset) || sqfs_traverse_open(&walk, &fs, sqfs_inode_root(&fs))) return 1;
  mkdir(target, 0755);
  while (sqfs_traverse_next(&walk, &error)) {
    if (walk.dir_end) continue;
    snprintf(path, sizeof path, "%s/%s", target, walk.path);
    if (is_told) puts(path);
    if (unpack_entry(&fs, &walk, path)) {
      perror(path);
      return 1;
    }
  }
  sqfs_traverse_close(&walk);
  return error != SQFS_OK;
}

struct watched {
  int file;
  struct fuse_session *session;
};

/* Ends the mount when the last process that holds the other end of the pipe has ended. */
static void *watch(void *given) {
  struct watched *watched = given;
  struct stat status;
  char byte;
  while (read(watched->file, &byte, 1) > 0) {}
  fuse_session_exit(watched->session);
  stat(place, &status); /* a request, so that the loop looks up */
  return NULL;
}

static void serve(off_t offset, int ready, int alive) {
  int nowhere = open("/dev/null", O_RDWR);
  for (int number = 0; number < 3; number++) dup2(nowhere, number);
  struct fuse_lowlevel_ops ops = {0};
  ops.getattr = sqfs_ll_op_getattr;
  ops.opendir = sqfs_ll_op_opendir;
  ops.releasedir = sqfs_ll_op_releasedir;
  ops.readdir = sqfs_ll_op_readdir;
  ops.lookup = sqfs_ll_op_lookup;
  ops.open = sqfs_ll_op_open;
  ops.release = sqfs_ll_op_release;
  ops.read = sqfs_ll_op_read;
  ops.readlink = sqfs_ll_op_readlink;
  ops.forget = sqfs_ll_op_forget;
  ops.statfs = stfs_ll_op_statfs;
  char *words[] = {"calcviewer", "-oro,nodev,nosuid,fsname=calcviewer", NULL};
  struct fuse_args arguments = FUSE_ARGS_INIT(2, words);
  sqfs_ll *image = sqfs_ll_open(self, offset);
  sqfs_ll_chan channel;
  memset(&channel, 0, sizeof channel);
  if (!image || sqfs_ll_mount(&channel, place, &arguments, &ops, sizeof ops, image)) _exit(1);
  struct watched watched = {alive, channel.session};
  pthread_t thread;
  pthread_create(&thread, NULL, watch, &watched);
  if (write(ready, "1", 1) != 1) _exit(1);
  close(ready);
  fuse_session_loop(channel.session);
  sqfs_ll_unmount(&channel, place);
  rmdir(place);
  _exit(0);
}

/* Mounts the image at `place`. The mount lives as long as a process that inherits the open end of a pipe. */
static int mount_image(off_t offset) {
  const char *folder = getenv("TMPDIR");
  int ready[2], alive[2];
  char byte;
  snprintf(place, sizeof place, "%s/.mount_calcXXXXXX", folder && *folder ? folder : "/tmp");
  if (access("/dev/fuse", R_OK | W_OK) || !mkdtemp(place)) return 0;
  if (pipe(ready) || pipe(alive)) return 0;
  pid_t child = fork();
  if (child == 0) {
    close(ready[0]);
    close(alive[1]);
    setsid();
    if (fork()) _exit(0);
    serve(offset, ready[1], alive[0]);
  }
  close(ready[1]);
  close(alive[0]);
  waitpid(child, NULL, 0);
  int is_mounted = read(ready[0], &byte, 1) == 1;
  close(ready[0]);
  if (!is_mounted) {
    close(alive[1]);
    rmdir(place);
  }
  return is_mounted;
}

/* Unpacks the image once into the user's cache, under a name that tells this very file. */
static int unpack_once(off_t offset) {
  const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
  char folder[PATH_MAX - 128], beside[PATH_MAX + 32];
  struct stat status;
  if (cache && *cache) snprintf(folder, sizeof folder, "%s", cache);
  else snprintf(folder, sizeof folder, "%s/.cache", home ? home : "/tmp");
  if (stat(self, &status)) return 0;
  mkdir(folder, 0700);
  snprintf(place, sizeof place, "%s/calcviewer-appimage-%llx-%llx", folder, (unsigned long long)status.st_size,
           (unsigned long long)status.st_mtime);
  if (access(place, X_OK) == 0) return 1;
  snprintf(beside, sizeof beside, "%s.%d", place, getpid());
  if (unpack(offset, beside, 0)) {
    fprintf(stderr, "CalcViewer cannot unpack itself into %s\n", beside);
    return 0;
  }
  return rename(beside, place) == 0 || access(place, X_OK) == 0;
}

int main(int argc, char **argv) {
  ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
  if (length < 0) return 127;
  self[length] = 0;
  off_t offset = payload();
  if (offset < 0) return 127;
  const char *word = argc > 1 ? argv[1] : "";
  if (!strcmp(word, "--appimage-offset")) return printf("%lld\n", (long long)offset) < 0;
  if (!strcmp(word, "--appimage-version")) return puts("CalcViewer's type-2 runtime 1") < 0;
  if (!strcmp(word, "--appimage-extract")) return unpack(offset, "squashfs-root", 1);
  int is_unpacked = getenv("APPIMAGE_EXTRACT_AND_RUN") != NULL;
  if (!strcmp(word, "--appimage-extract-and-run")) {
    is_unpacked = 1;
    argv[1] = argv[0];
    argv++;
  }
  if ((is_unpacked || !mount_image(offset)) && !unpack_once(offset)) return 126;
  char program[PATH_MAX + 16];
  snprintf(program, sizeof program, "%s/AppRun", place);
  setenv("APPIMAGE", self, 1);
  setenv("APPDIR", place, 1);
  setenv("ARGV0", argv[0], 1);
  execv(program, argv);
  perror(program);
  return 127;
}

/* libsquashfuse can also read LZO, with a library under the GPL; our images are zstd, so that library stays out. */
int lzo1x_decompress_safe(const unsigned char *from, unsigned long size, unsigned char *to, unsigned long *written, void *work) {
  (void)from, (void)size, (void)to, (void)written, (void)work;
  return -1;
}

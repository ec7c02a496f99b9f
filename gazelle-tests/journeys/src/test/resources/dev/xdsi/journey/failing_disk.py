"""A folder seen through FUSE whose disk fails on demand: failing_disk.py FOLDER MOUNT_POINT SWITCH.

The file SWITCH says what fails: "full" (ENOSPC on a write that makes a file longer), "read_only" (EROFS on whatever changes anything), "write", "sync" or "read" (EIO);
anything else, nothing.
"""

import errno
import os
import sys

from fusepy import FUSE, FuseOSError, Operations


class FailingDisk(Operations):
    def __init__(self, root, switch):
        self.root = root
        self.switch = switch

    def _fault(self):
        with open(self.switch, encoding="ascii") as switch:
            return switch.read().strip()

    def _change(self):
        if self._fault() == "read_only":
            raise FuseOSError(errno.EROFS)

    def _fail(self, where):
        fault = self._fault()
        if where == "write":
            self._change()
        if fault == where:
            raise FuseOSError(errno.EIO)

    def _path(self, path):
        return os.path.join(self.root, path.lstrip("/"))

    def getattr(self, path, fh=None):
        try:
            status = os.lstat(self._path(path))
        except OSError as missing:
            raise FuseOSError(missing.errno)
        names = ("st_atime", "st_ctime", "st_gid", "st_mode", "st_mtime", "st_nlink", "st_size", "st_uid")
        return {name: getattr(status, name) for name in names}

    def access(self, path, mode):
        if mode & os.W_OK:
            self._change()

    def readdir(self, path, fh):
        return [".", ".."] + os.listdir(self._path(path))

    def statfs(self, path):
        space = os.statvfs(self._path(path))
        names = ("f_bavail", "f_bfree", "f_blocks", "f_bsize", "f_favail", "f_ffree", "f_files", "f_frsize", "f_namemax")
        return {name: getattr(space, name) for name in names}

    def mkdir(self, path, mode):
        self._change()
        os.mkdir(self._path(path), mode)

    def rmdir(self, path):
        self._change()
        os.rmdir(self._path(path))

    def unlink(self, path):
        self._change()
        os.unlink(self._path(path))

    def rename(self, old, new):
        self._change()
        os.rename(self._path(old), self._path(new))

    def chmod(self, path, mode):
        self._change()
        os.chmod(self._path(path), mode)

    def utimens(self, path, times=None):
        self._change()
        os.utime(self._path(path), times)

    def open(self, path, flags):
        if flags & (os.O_WRONLY | os.O_RDWR):
            self._change()
        return os.open(self._path(path), flags)

    def create(self, path, mode, fi=None):
        self._change()
        return os.open(self._path(path), os.O_RDWR | os.O_CREAT, mode)

    def truncate(self, path, length, fh=None):
        self._change()
        os.truncate(self._path(path), length)

    def read(self, path, length, offset, fh):
        self._fail("read")
        return os.pread(fh, length, offset)

    def write(self, path, data, offset, fh):
        self._fail("write")
        if self._fault() == "full" and offset + len(data) > os.fstat(fh).st_size:
            raise FuseOSError(errno.ENOSPC)
        return os.pwrite(fh, data, offset)

    def fsync(self, path, datasync, fh):
        self._fail("sync")
        os.fsync(fh)

    def fsyncdir(self, path, datasync, fh):
        self._fail("sync")

    def flush(self, path, fh):
        pass

    def release(self, path, fh):
        os.close(fh)


if __name__ == "__main__":
    FUSE(FailingDisk(sys.argv[1], sys.argv[3]), sys.argv[2], foreground=True, nothreads=True, direct_io=True)

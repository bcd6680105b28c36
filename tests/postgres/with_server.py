#!/usr/bin/env python3
"""Runs a command beside a PostgreSQL server of its own: a new cluster in a temporary folder, reached by a socket only.

usage: with_server.py COMMAND [ARGUMENT]...

The command finds the address of an empty database in DATELINE_TEST_POSTGRES. Ends with the command's code, or with 77
where PostgreSQL is not installed. A server refuses to run as root, so root lends the cluster to the user postgres.
"""
import glob
import os
import pwd
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77


def programs():
    """The folder of initdb and pg_ctl; Debian keeps them out of PATH."""
    found = shutil.which("initdb")
    if found:
        return os.path.dirname(found)
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
    return folders[-1] if folders and os.path.exists(os.path.join(folders[-1], "initdb")) else None


def owner():
    """The name of who runs the server, and how to become that user."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name, []
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        return None, []
    return "postgres", ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def main():
    folder, (user, as_user) = programs(), owner()
    if folder is None or user is None:
        print("skipped: PostgreSQL is not installed; scripts/bootstrap installs it")
        return SKIPPED
    # Sockets have short names (108 bytes), so the folder stands right under the system's.
    home = tempfile.mkdtemp(prefix="dl-pg-", dir="/tmp")
    data, log = os.path.join(home, "data"), os.path.join(home, "log")
    if as_user:
        shutil.chown(home, user)

    def run(*arguments):
        done = subprocess.run([*as_user, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              check=False, cwd=home, env={**os.environ, "LC_ALL": "C.UTF-8"})
        if done.returncode != 0:
            sys.exit(f"with_server: {arguments[0]} failed:\n{done.stdout}")

    try:
        run(os.path.join(folder, "initdb"), "-D", data, "-A", "trust", "-E", "UTF8", "-U", user, "--no-sync", "-k")
        options = f"-c listen_addresses='' -c unix_socket_directories='{home}'"
        run(os.path.join(folder, "pg_ctl"), "-D", data, "-l", log, "-o", options, "-w", "start")
        try:
            address = f"postgresql:///postgres?host={home}&user={user}"
            return subprocess.run(sys.argv[1:], env={**os.environ, "DATELINE_TEST_POSTGRES": address}, check=False).returncode
        finally:
            run(os.path.join(folder, "pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())

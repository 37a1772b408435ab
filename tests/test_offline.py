"""Nothing leaves the machine: no look-up, no connection, no file but the database and temporary ones.

Python's own hooks don't see what compiled libraries do, so the system's calls are watched (`strace`), or the
work is done in a network namespace of its own, whose counters tell of everything that wanted to leave.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import newsfold

ROOT = Path(__file__).parent.parent
SCRIPTS = ("benchmarks", "evaluation", "training", "tests")
PAGES = {
    "one.txt": "Ferry sinks off Port Ellery\n\nThe ferry Aurora sank off Port Ellery on Thursday night, and "
    "12 people died, the coast guard said. One hundred people were rescued by fishing boats before midnight. "
    "“We called for help three times,” said Maria Holt, the captain. The ferry was built in 1987.\n",
    "two.txt": "Twelve dead as ferry Aurora goes down\n\nTwelve people died when the ferry Aurora sank off "
    "Port Ellery late on Thursday, officials said. Divers will search the hull on Saturday, the harbour "
    "master told reporters. The ferry had failed an inspection in 2019, he added.\n",
    "three.txt": "Market hall in Velmora burns down\n\nThe market hall in Velmora burned down on Monday "
    "morning, firemen said. Nobody was hurt. The hall, which stood for 90 years, will be built anew, the "
    "mayor of the town told residents in the evening. The cause of the fire is not known yet.\n",
}
# Every command that loads a model or a library with one, then a server that is asked for the same.
WORK = """
import re, subprocess, sys, time, urllib.parse, urllib.request
NEWSFOLD = [sys.executable, "-c", "from newsfold.cli import main; main()"]
def run(*arguments):
    subprocess.run([*NEWSFOLD, *arguments, "--db", "news.db"], check=True, stdout=subprocess.DEVNULL)
run("read", "pages")
run("stories")
run("story", "1")
run("check", "Twelve people died when the ferry Aurora sank")
run("export", "articles", "--format", "parquet", "--output", "articles.parquet")
started = time.monotonic()
serve = [*NEWSFOLD, "serve", "--port", "0", "--db", "news.db"]
server = subprocess.Popen(serve, stderr=subprocess.PIPE, text=True)
url = re.search(r"http://[^ ]+", server.stderr.readline())[0]
asked = "check?q=" + urllib.parse.quote("The market hall burned down")
for path in ("", "stories/1", "stories/2", "api/stories", "rejected", asked, "api/" + asked):
    with urllib.request.urlopen(url + path) as answer:
        assert answer.status == 200
time.sleep(max(0, started + 13 - time.monotonic()))  # who reports may gather for ten seconds first
server.terminate()
server.wait()
"""
LOOK_UP = "import socket\ntry: socket.getaddrinfo('newsfold.example', 80)\nexcept OSError: pass"
CONNECT = "import socket\ntry: socket.create_connection(('192.0.2.1', 80), .2)\nexcept OSError: pass"
WRITE = "import pathlib\npathlib.Path.home().joinpath('left-behind').write_text('x')"


def ran(folder: Path, command: list[str]) -> None:
    """Run a command in `folder`, with a home and a place for temporary files of its own, both empty."""
    for name in ("home", "tmp", "pages"):
        (folder / name).mkdir()
    for name, text in PAGES.items():
        (folder / "pages" / name).write_text(text, encoding="utf-8")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "PYTHONDONTWRITEBYTECODE": "1",
        # Whatever the user's environment says for other programs:
        "ORT_DISABLE_TELEMETRY": "0",
        "OTEL_EXPORTER_OTLP_ENDPOINT": "http://192.0.2.1:4318",
        "OTEL_TRACES_EXPORTER": "otlp",
    }
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def left_behind(folder: Path) -> set[str]:
    """Files under `folder` that belong neither to the database, nor to what was asked for."""
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    expected = {"news.db", "news.db-wal", "news.db-shm", "articles.parquet", "trace"}
    return files - expected - {f"pages/{name}" for name in PAGES}


# ── two ways to see what a process and all its children do with the network ───────────────────────


def straced(folder: Path, code: str) -> list[str]:
    """The system calls that reach for another machine, or write outside of `folder` and the devices."""
    calls = "--trace=%network,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2"
    ran(folder, ["strace", "-f", "-qq", "-s", "4096", calls, "-o", "trace", sys.executable, "-c", code])
    return [call for call in (folder / "trace").read_text().splitlines() if _reaches_out(call, folder)]


def _reaches_out(call: str, folder: Path) -> bool:
    addresses = re.findall(r'(?:inet_addr\(|inet_pton\(AF_INET6, )"(?:::ffff:)?([^"]+)"', call)
    if any(not (address.startswith("127.") or address == "::1") for address in addresses):
        return True
    if re.search(r"connect\(.*sun_path=", call):  # the system's own service of look-ups
        return True
    if re.search(r"\b(?:open|openat)\(", call) and not re.search(r"O_WRONLY|O_RDWR|O_CREAT", call):
        return False
    written = re.search(r'\b(?:open|creat|mkdir|rename)\w*\((?:AT_FDCWD, )?"([^"]+)"', call)
    if written is None or written[1].startswith("/dev/"):
        return False
    return not (folder / written[1]).is_relative_to(folder)


# Loopback is up, so that a server answers; nothing else is there, and what finds no way out is counted.
NAMESPACE = """
import fcntl, socket, struct, subprocess, sys
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
    fcntl.ioctl(one, 0x8914, struct.pack("16sh14x", b"lo", 0x1 | 0x40))  # SIOCSIFFLAGS, IFF_UP | IFF_RUNNING
done = subprocess.run([sys.executable, "-c", sys.argv[1]])
names, values = [line.split() for line in open("/proc/net/snmp") if line.startswith("Ip:")]
lost = {"4": int(dict(zip(names, values))["OutNoRoutes"])}
lost["6"] = sum(int(line.split()[1]) for line in open("/proc/net/snmp6") if line.startswith("Ip6OutNoRoutes"))
open("trace", "w").write("".join(f"IPv{k}: {v} packets had no way out\\n" for k, v in lost.items() if v))
sys.exit(done.returncode)
"""


def in_namespace(folder: Path, code: str) -> list[str]:
    """What had no way out of a network namespace with nothing in it."""
    ran(folder, [*_unshare(), sys.executable, "-c", NAMESPACE, code])
    return (folder / "trace").read_text().splitlines()


def _unshare() -> list[str]:
    return ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-rn"]


def _works(command: list[str]) -> bool:
    return (
        shutil.which(command[0]) is not None and not subprocess.run(command, capture_output=True).returncode
    )


def _ways() -> Iterator[Callable[[Path, str], list[str]]]:
    if sys.platform == "linux" and _works(["strace", "-o", os.devnull, "true"]):
        yield straced
    if sys.platform == "linux" and _works([*_unshare(), "true"]):
        yield in_namespace


WAYS = list(_ways())


@pytest.mark.timeout(600)
def test_nothing_is_looked_up_and_nobody_is_called(tmp_path: Path) -> None:
    """Where neither way is to be had, what is left behind still tells: who reports keeps a store."""
    if WAYS:
        assert WAYS[0](tmp_path, WORK) == []
    else:
        ran(tmp_path, [sys.executable, "-c", WORK])
    assert left_behind(tmp_path) == set()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("code", [LOOK_UP, CONNECT])
def test_what_reaches_out_is_seen(tmp_path: Path, way: Callable[[Path, str], list[str]], code: str) -> None:
    assert way(tmp_path, code) != []
    assert left_behind(tmp_path) == set()


def test_a_file_in_the_home_folder_is_seen(tmp_path: Path) -> None:
    ran(tmp_path, [sys.executable, "-c", WRITE])
    assert left_behind(tmp_path) == {"home/left-behind"}


@pytest.mark.parametrize("module", ["newsfold", "newsfold.encode", "newsfold.web", "newsfold.cli"])
def test_whatever_is_imported_first_the_runtime_is_told_before(module: str) -> None:
    code = (
        f"import sys, os, {module}; print('onnxruntime' in sys.modules, os.environ['ORT_DISABLE_TELEMETRY'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(module == "newsfold.encode"), "1"]


def test_who_imports_the_runtime_without_the_package_tells_it_too() -> None:
    """Scripts of ours, outside the package, where the import comes first."""
    package = Path(newsfold.__file__).parent
    scripts = [path for name in SCRIPTS for path in (ROOT / name).rglob("*.py")]
    for path in (path for path in scripts if package not in path.parents):
        lines = path.read_text(encoding="utf-8").splitlines()
        for node in ast.walk(ast.parse("\n".join(lines))):
            if not isinstance(node, ast.Import | ast.ImportFrom):
                continue
            module = node.module if isinstance(node, ast.ImportFrom) else None
            names = [module or "", *(alias.name for alias in node.names)]
            if any(name.split(".")[0] == "onnxruntime" for name in names):
                assert any("ORT_DISABLE_TELEMETRY" in line for line in lines[: node.lineno]), path

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from clubapp import serve
from clubapp.settings import Settings

PATIENT = "import time; time.sleep(60)"


@pytest.fixture
def settings():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return Settings(port=free.getsockname()[1])


def until(truth, seconds=10.0):
    deadline = time.monotonic() + seconds
    while not truth():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_free_port_is_held_and_can_be_held_again(settings):
    serve.hold_port(settings).close()
    serve.hold_port(settings).close()


@pytest.mark.parametrize("shares", [False, True])
def test_a_taken_port_is_said_in_one_line(settings, shares):
    with socket.socket() as other:
        if shares:  # as granian does
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", settings.port))
        other.listen()
        with pytest.raises(serve.Taken, match=f"^Port {settings.port} .*PORT=8001$"):
            serve.hold_port(settings)


def test_alone_the_server_has_threads_for_half_sent_bodies(settings):
    command = serve.server(settings)
    assert command[command.index("--blocking-threads") + 1] == "64"
    assert "--backpressure" not in command
    assert serve.server(Settings(trusted_proxies=1))[command.index("--blocking-threads") + 1] == "4"


def test_a_dead_child_is_started_again():
    child = serve.Child("patient", ["-c", PATIENT])
    child.began -= serve.LATE + 1
    first = child.process
    first.kill()
    first.wait()
    assert child.look()
    assert child.process.pid != first.pid
    child.end(time.monotonic())


def test_a_child_that_cannot_start_is_given_up():
    child = serve.Child("hopeless", ["-c", "raise SystemExit(3)"])
    hope = True
    for _ in range(serve.TRIES):
        child.process.wait()
        hope = child.look()
    assert not hope


def test_a_child_that_does_not_end_is_killed():
    child = serve.Child(
        "deaf", ["-c", "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"]
    )
    time.sleep(0.2)
    child.process.terminate()
    child.end(time.monotonic() + 0.2)
    assert child.process.returncode is not None


def test_children_leave_when_their_parent_is_gone():
    code = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-m', 'clubapp.leash', 'http.server', '0'], stdin=subprocess.PIPE,"
        " stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    time.sleep(0.5)
    os.kill(child, 0)
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    until(lambda: not alive(child))


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A dead child nobody waits for (no init in a container) is not alive either.
    status = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout
    return bool(status.strip()) and not status.startswith("Z")

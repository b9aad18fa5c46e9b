import os
import signal
import socket
import subprocess
import time
from dataclasses import replace

import pytest

from clubapp import serve
from clubapp.settings import Settings


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


def sleep(_settings):
    time.sleep(60)


def fail(_settings):
    raise SystemExit(3)


def be_deaf(settings):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sleep(settings)


def be_a_parent(settings):
    child = serve.Child("grandchild", sleep, settings)
    (settings.instance / "pid").write_text(str(child.process.pid))
    sleep(settings)


def test_a_dead_child_is_started_again(settings):
    child = serve.Child("sleeper", sleep, settings)
    first = child.process
    first.kill()
    first.join()
    assert child.look(started=True)
    assert child.process.pid != first.pid
    child.end(time.monotonic())


def test_a_child_that_cannot_start_is_given_up(settings):
    child = serve.Child("hopeless", fail, settings)
    looks = []
    for _ in range(serve.TRIES):
        child.process.join()
        looks.append(child.look(started=False))
    assert looks == [True, True, False]


def test_a_child_that_does_not_end_is_killed(settings):
    child = serve.Child("deaf", be_deaf, settings)
    time.sleep(0.2)
    child.process.terminate()
    child.end(time.monotonic() + 0.2)
    assert child.process.exitcode == -signal.SIGKILL


def test_children_leave_when_their_parent_is_gone(settings, tmp_path):
    parent = serve.Child("parent", be_a_parent, replace(settings, instance=tmp_path))
    pid = tmp_path / "pid"
    until(lambda: pid.exists() and pid.read_text())
    time.sleep(0.2)
    assert alive(int(pid.read_text()))
    parent.process.kill()
    until(lambda: not alive(int(pid.read_text())))
    parent.end(time.monotonic())


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # In a container nobody may bury the dead: those don't count as alive.
    status = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout
    return bool(status.strip()) and not status.startswith("Z")

"""The supervising command: one server dies and comes back; Ctrl-C leaves nothing running. Runs last, on its own servers' end."""

from __future__ import annotations

import os
import signal

import httpx
import pytest

from tests.dialogues.servers import Karla, wait_for

pytestmark = pytest.mark.servers


def children(pid: int) -> list[int]:
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        return [int(child) for child in file.read().split()]


def answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=2, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


@pytest.mark.skipif(not os.path.exists("/proc/self/task"), reason="finds the servers through /proc, which only Linux has")
def test_a_killed_action_server_comes_back_and_the_talk_goes_on(karla: Karla) -> None:
    talk = karla.talk()
    talk.say("jeg har 6 års erfaring")
    actions = min(children(karla.process.pid))
    os.kill(actions, signal.SIGKILL)
    assert wait_for(lambda: actions not in children(karla.process.pid), seconds=30)
    assert wait_for(lambda: answers(f"{karla.actions_address}/health"), seconds=60)
    assert "seks års erfaring" in talk.say("hvad tjener man i kundeservice").text


@pytest.mark.skipif(not os.path.exists("/proc/self/task"), reason="finds the servers through /proc, which only Linux has")
def test_ctrl_c_ends_both_servers(karla: Karla) -> None:
    servers = children(karla.process.pid)
    assert len(servers) == 2
    karla.process.send_signal(signal.SIGINT)
    assert karla.process.wait(60) == 0
    assert not any(os.path.exists(f"/proc/{server}") for server in servers)
    assert not answers(f"{karla.address}/health/live")

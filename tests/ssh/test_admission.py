"""Limits, without any network."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expotui.errors import UsageError
from expotui.ssh.admission import Admission, Rate, party
from expotui.ssh.settings import FIELDS, Settings

NO_LIMITS = Settings(
    logging_in=0, connections_per_minute=0, commands_per_minute=0, sessions=0,
    sessions_per_address=0, sessions_per_key=0,
)  # fmt: skip


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("address", "who"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unix", "unix"),
    ],
)
def test_an_ipv6_network_counts_as_one(address: str, who: str) -> None:
    assert party(address) == who


def test_a_rate_allows_a_burst_and_then_so_many_a_minute() -> None:
    clock = Clock()
    rate = Rate(60, clock)
    assert [rate.take("a") for _ in range(16)] == [True] * 15 + [False]
    assert rate.take("b")
    clock.now = 1.0
    assert [rate.take("a") for _ in range(2)] == [True, False]
    clock.now = 120.0
    assert [rate.take("a") for _ in range(16)].count(True) == 15


def test_who_has_not_come_for_a_while_is_forgotten() -> None:
    clock = Clock()
    rate = Rate(60, clock)
    for at in range(5000):
        clock.now = at / 10
        rate.take(str(at))
    assert len(rate._spent) <= 1025


def test_limits_of_sessions() -> None:
    settings = replace(NO_LIMITS, sessions=3, sessions_per_address=3, sessions_per_key=2)
    admission = Admission(settings, Clock())
    for number, address in ((1, "192.0.2.1"), (2, "192.0.2.1"), (3, "192.0.2.2")):
        assert admission.connect(number, address) == ""
    for number, key in ((1, "A"), (2, "B"), (3, "A")):
        admission.login(number, key)
    assert admission.enter(1, 0) == admission.enter(1, 1) == ""
    assert "your key has 2 sessions" in admission.enter(1, 2)
    assert "your key has 2 sessions" in admission.enter(3, 0)
    assert admission.enter(2, 0) == ""
    admission.leave(1, 1)
    assert admission.enter(3, 0) == ""
    assert "the server is full" in admission.enter(2, 1)
    admission.disconnect(1)
    assert admission.enter(2, 1) == ""
    assert admission.enter(1, 5) == "this connection has ended"


def test_an_address_has_so_many_sessions_over_all_its_connections() -> None:
    admission = Admission(replace(NO_LIMITS, sessions_per_address=2), Clock())
    for number in (1, 2):
        admission.connect(number, "192.0.2.1")
        assert admission.enter(number, 0) == ""
    assert "your address has 2 sessions" in admission.enter(1, 1)


def test_nobody_keeps_the_others_out_by_not_logging_in() -> None:
    admission = Admission(replace(NO_LIMITS, logging_in=8), Clock())
    said = [admission.connect(number, "192.0.2.1") for number in range(10)]
    assert said.count("") == 2
    assert admission.connect(20, "192.0.2.2") == ""
    admission.login(0, "")
    assert admission.connect(21, "192.0.2.1") == ""


Event = tuple[str, int, int]
EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["connect", "login", "enter", "leave", "disconnect"]),
        st.integers(0, 5),
        st.integers(0, 3),
    ),
    max_size=80,
)


@given(EVENTS)
def test_counts_are_right_whatever_happens_in_whatever_order(events: list[Event]) -> None:
    limits = replace(NO_LIMITS, logging_in=4, sessions=5, sessions_per_address=3)
    admission = Admission(limits, Clock())
    open_now: dict[int, set[int]] = {}
    logged_in: set[int] = set()
    for what, number, session in events:
        if what == "connect" and number not in open_now:
            if admission.connect(number, f"192.0.2.{number % 2}") == "":
                open_now[number] = set()
        elif what == "login" and number in open_now:
            admission.login(number, "key")
            logged_in.add(number)
        elif what == "enter" and session not in open_now.get(number, {session}):
            if admission.enter(number, session) == "":
                open_now[number].add(session)
        elif what == "leave":
            admission.leave(number, session)
            open_now.get(number, set()).discard(session)
        elif what == "disconnect":
            admission.disconnect(number)
            open_now.pop(number, None)
            logged_in.discard(number)
        assert admission.connections == len(open_now)
        assert admission.sessions == sum(map(len, open_now.values())) <= 5
        assert admission.logging_in == len(open_now.keys() - logged_in) <= 4
    for number in list(open_now):
        admission.disconnect(number)
    assert not admission._by_party
    assert not admission._by_key
    assert not admission._logging_in


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"sessions": "many"}, "sessions must be a whole number"),
        ({"sessions": True}, "sessions must be a whole number"),
        ({"sessions": -1}, "sessions must be at least 0"),
        ({"anonymous": 1}, "anonymous must be true or false"),
        ({"port": 65536}, "port must be a port"),
        ({"idle_timeout": float("nan")}, "idle_timeout must be at least 0"),
        ({"idle_timeout": "1h"}, "idle_timeout must be a number"),
        ({"commands_at_once": 0}, "commands_at_once must be at least 1"),
        ({"shell": True}, "'shell' is no setting"),
    ],
)
def test_settings_that_cannot_be_are_told(values: dict[str, object], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        Settings.of(values)


def test_all_defaults_are_settings_that_can_be() -> None:
    assert Settings.of(Settings().as_dict()) == Settings()
    assert not Settings().anonymous
    assert all(setting.metadata["help"].endswith(".") for setting in FIELDS.values())

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request

from newsfold.web.work_queue import WorkQueue, refuse_cross_site


class Slow:
    """Work that ends when it is let go, and counts how often, and how many at a time, it was begun."""

    def __init__(self) -> None:
        self.go, self.begun = threading.Event(), threading.Event()
        self.times, self.at_once, self.most = 0, 0, 0

    def work(self) -> int:
        self.times += 1
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        self.begun.set()
        assert self.go.wait(10)
        self.at_once -= 1
        return self.times


async def results(queue: WorkQueue, keys: list[str], work: Callable[[], int], let_go: Slow) -> list[object]:
    asked = [asyncio.create_task(queue.result(key, work)) for key in keys]
    await asyncio.to_thread(let_go.begun.wait, 10)
    await asyncio.sleep(0)
    let_go.go.set()
    return list(await asyncio.gather(*asked, return_exceptions=True))


def test_who_asks_for_what_is_under_way_shares_its_result() -> None:
    queue, slow = WorkQueue(), Slow()
    assert asyncio.run(results(queue, ["story"] * 20, slow.work, slow)) == [1] * 20
    assert asyncio.run(results(queue, ["story"], slow.work, slow)) == [2]  # what is done is worked out anew
    queue.close()


def test_one_piece_of_work_is_done_at_a_time() -> None:
    queue, slow = WorkQueue(), Slow()
    assert asyncio.run(results(queue, list("abcde"), slow.work, slow)) == [1, 2, 3, 4, 5]
    assert slow.most == 1
    queue.close()


def test_a_long_queue_is_refused_with_a_reason() -> None:
    queue, slow = WorkQueue(waiting=2), Slow()
    answers = asyncio.run(results(queue, [*list("abcde"), "a"], slow.work, slow))
    refused = [a for a in answers if isinstance(a, HTTPException)]
    assert answers[:3] == [1, 2, 3] and answers[5] == 1
    assert [a.status_code for a in refused] == [429, 429]
    assert "2 requests that take long are waiting" in refused[0].detail
    assert int((refused[0].headers or {})["Retry-After"]) > 0
    assert asyncio.run(results(queue, ["d"], slow.work, slow)) == [4]  # later there is room again
    queue.close()


def test_who_goes_away_stops_nothing_for_others() -> None:
    queue, slow = WorkQueue(), Slow()

    async def leaving() -> int:
        leaves = asyncio.create_task(queue.result("story", slow.work))
        stays = asyncio.create_task(queue.result("story", slow.work))
        await asyncio.to_thread(slow.begun.wait, 10)
        leaves.cancel()
        slow.go.set()
        return await stays

    assert asyncio.run(leaving()) == 1
    queue.close()


def test_a_failure_is_told_to_all_who_waited() -> None:
    queue, slow = WorkQueue(), Slow()

    def fails() -> int:
        slow.work()
        raise ValueError("no")

    answers = asyncio.run(results(queue, ["story"] * 3, fails, slow))
    assert [str(a) for a in answers] == ["no"] * 3
    queue.close()


@pytest.mark.parametrize(
    ("headers", "refused"),
    [
        ({}, False),  # no browser, or an old one
        ({"sec-fetch-site": "none"}, False),  # typed, or a bookmark
        ({"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"}, False),  # our own script
        ({"sec-fetch-site": "cross-site"}, True),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}, True),
        ({"sec-fetch-site": "same-site", "sec-fetch-dest": "empty"}, True),  # another port of this machine
        ({"sec-fetch-site": "cross-site", "sec-fetch-dest": "iframe", "sec-fetch-user": "?1"}, True),
        ({"sec-fetch-site": "cross-site", "sec-fetch-dest": "document"}, True),  # led here by a script
        ({"sec-fetch-site": "cross-site", "sec-fetch-dest": "document", "sec-fetch-user": "?1"}, False),
    ],
)
def test_only_a_click_leads_here_from_another_site(headers: dict[str, str], refused: bool) -> None:
    request = Request({"type": "http", "headers": [(k.encode(), v.encode()) for k, v in headers.items()]})
    if not refused:
        refuse_cross_site(request)
        return
    with pytest.raises(HTTPException, match="another site") as error:
        refuse_cross_site(request)
    assert error.value.status_code == 403

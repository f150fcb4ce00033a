"""A make-believe server for drawing the pages: `python web/dev/feed.py 8090`, then POST /scene/NAME.

Only for looking at the pages; what the product's tests prove they prove on the real server.
"""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from aiohttp import WSMsgType, web
from scenes import CONTACTS, DESK, FIGURES, PEOPLE, TODAY, items

from callcenter.push.catalogue import Answer, Beat, Delta, Welcome

STATIC = Path(__file__).parents[2] / "callcenter" / "static"
SOCKETS = web.AppKey("sockets", set[web.WebSocketResponse])
STATE = web.AppKey("state", dict[str, Any])


def now() -> datetime:
    return datetime.now(UTC)


def person(role: str) -> dict[str, Any]:
    rights = ["answer_calls", "see_own_calls", "save_disposition"]
    if role != "agent":
        rights += ["see_floor", "see_all_calls", "steer_agents"]
    if role == "admin":
        rights += ["administer_people"]
    found = {"agent": ("a1", "李晓雯"), "supervisor": ("s1", "王建国"), "admin": ("s1", "王建国")}[role]
    return {
        "id": found[0],
        "login": role,
        "name": found[1],
        "role": role,
        "phone": "PJSIP/1001",
        "pbx": "main",
        "queues": ["hotline"],
        "locale": "zh-CN",
        "rights": rights,
    }


async def session(request: web.Request) -> web.Response:
    state = request.app[STATE]
    if request.method == "POST":
        state["role"] = (await request.json())["login"]
    if request.method == "DELETE":
        state["role"] = ""
        return web.Response(status=204)
    if state["role"] not in ("agent", "supervisor", "admin"):
        return web.json_response({"code": "wrong_login"}, status=401)
    return web.json_response({"person": person(state["role"]), "csrf": "x", "push_url": ""})


async def ticket(request: web.Request) -> web.Response:
    url = f"ws://{request.host}/push"
    return web.json_response({"ticket": "t", "push_url": url, "expires_in": 30})


async def push(request: web.Request) -> web.WebSocketResponse:
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    state = request.app[STATE]
    if state["scene"] == "down":
        await socket.close(code=1012)
        return socket
    await socket.receive()
    found = person(state["role"])
    await say(socket, Welcome(protocol=1, now=now(), agent_id=found["id"], role=found["role"], boot="b"))
    await say(socket, snapshot(state))
    request.app[SOCKETS].add(socket)
    async for message in socket:
        if message.type is WSMsgType.TEXT:
            await asked(request.app, socket, msgspec.json.decode(message.data))
    request.app[SOCKETS].discard(socket)
    return socket


NEXT = {"log_in": "ready", "ready": "ready", "pause": "paused", "log_out": "offline", "finish_wrap_up": "ready"}


async def asked(app: web.Application, socket: web.WebSocketResponse, message: dict[str, Any]) -> None:
    await say(socket, Answer(key=message["key"], ok=True))
    if message["type"] in NEXT:
        await show(app, NEXT[message["type"]])


def snapshot(state: dict[str, Any]) -> Delta:
    put = items(state["scene"], state["role"], now())
    return Delta(now=now(), put=put, snapshot=True)


async def say(socket: web.WebSocketResponse, message: Any) -> None:
    await socket.send_str(msgspec.json.encode(message).decode())


async def show(app: web.Application, scene: str) -> None:
    app[STATE]["scene"] = scene
    for socket in tuple(app[SOCKETS]):
        if scene == "down":
            await socket.close(code=1012)
        else:
            await say(socket, snapshot(app[STATE]))


async def scene(request: web.Request) -> web.Response:
    await show(request.app, request.match_info["name"])
    return web.Response(status=204)


def away(state: dict[str, Any]) -> bool:
    return state["scene"] in ("memory", "both")


def answers(body: Any) -> Any:
    async def answer(request: web.Request) -> web.Response:
        if away(request.app[STATE]):
            return web.json_response({"code": "memory_away"}, status=503)
        return web.json_response(body(now()) if callable(body) else body)

    return answer


async def page(request: web.Request) -> web.FileResponse:
    found = STATIC / request.match_info["path"]
    answer = web.FileResponse(found if found.is_file() else STATIC / "index.html")
    answer.headers["Content-Security-Policy"] = (
        f"default-src 'self'; connect-src 'self' ws://{request.host}; img-src 'self' data:; object-src 'none'; "
        "base-uri 'none'; require-trusted-types-for 'script'; trusted-types vue"
    )
    return answer


async def beats(app: web.Application) -> Any:
    async def beat() -> None:
        while True:
            await asyncio.sleep(10)
            for socket in tuple(app[SOCKETS]):
                await say(socket, Beat(now=now()))

    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(beat())
        yield
        task.cancel()


def main() -> None:
    app = web.Application()
    app[SOCKETS], app[STATE] = set(), {"role": "", "scene": "ready"}
    app.cleanup_ctx.append(beats)
    root = "/api/v1"
    app.add_routes(
        [
            web.route("*", root + "/session", session),
            web.post(root + "/session/ticket", ticket),
            web.get(root + "/settings/desk", answers(DESK)),
            web.get(root + "/calls", answers(TODAY)),
            web.get(root + "/calls/{id}/contacts", answers(CONTACTS)),
            web.put(root + "/calls/{id}/disposition", answers(lambda at: {"saved_at": at.isoformat()})),
            web.get(root + "/queues/today", answers(FIGURES)),
            web.get(root + "/people", answers(PEOPLE)),
            web.post("/scene/{name}", scene),
            web.get("/push", push),
            web.get("/{path:.*}", page),
        ]
    )
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None)


if __name__ == "__main__":
    main()

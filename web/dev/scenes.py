"""What is to be seen in each scene of the make-believe server."""

from datetime import datetime, timedelta
from typing import Any

from callcenter.push.catalogue import (
    AgentItem,
    CallItem,
    LinkItem,
    MemberView,
    NumberView,
    QueueItem,
    WaitingView,
)

CALLER = "main/1772.1"
NUMBER = NumberView(kind="e164", text="+8613800138000", region="北京市", carrier="中国移动")
NAMES = ["陈思远", "李晓雯", "赵敏", "孙立军", "周婷", "吴晓东", "郑凯", "冯雅琴", "蒋文博", "沈佳怡", "韩雪"]
STATES = ["talking", "ready", "talking", "ringing", "paused", "wrap_up", "talking", "ready", "offline", "paused", "talking"]
CITIZENS = ["刘桂芳", "张建华", "", "杨帆", "何秀英", "郭强", "Ольга Иванова", "马丽"]
NUMBERS = ["+8613811223344", "+861066551234", "+8618600012345", "+8613911110000", "+862155667788", "+8615001234567", "+12025550143", "+8617700088899"]


def choice(code: str, zh: str, en: str, kind: str = "") -> dict[str, Any]:
    return {"code": code, "label": {"zh-CN": zh, "en": en}, "kind": kind}


DESK = {
    "pause_reasons": [
        choice("break", "小休", "Break"),
        choice("meal", "用餐", "Meal"),
        choice("training", "培训", "Training"),
        choice("meeting", "会议", "Meeting"),
        choice("back_office", "案头工作", "Back office"),
    ],
    "dispositions": [
        choice("consult", "咨询答复", "Question answered"),
        choice("case", "已建工单", "Case opened"),
        choice("chase", "催办", "Chase of an open case"),
        choice("complaint", "投诉", "Complaint"),
        choice("transferred", "转接部门", "Transferred"),
        choice("callback", "约定回电", "Callback promised"),
        choice("nuisance", "骚扰来电", "Nuisance"),
        choice("other", "其他", "Other"),
    ],
    "queues": [
        {"queue": "hotline", "label": "12345 热线", "service_level": 20, "wrap_up": 30},
        {"queue": "repair", "label": "供暖报修", "service_level": 30, "wrap_up": 45},
    ],
}


def items(scene: str, role: str, now: datetime) -> dict[str, Any]:
    found = floor(now) if role != "agent" else desk(scene, now)
    down = {"memory": "postgres", "pbx": "main", "both": "main"}.get(scene)
    links = [
        LinkItem(id="link:main", name="main", up=down != "main", since=now - timedelta(seconds=72), reason="timeout"),
        LinkItem(id="link:postgres", name="postgres", up=scene not in ("memory", "both"), since=now - timedelta(seconds=40)),
    ]
    return {item.id: item for item in [*found, *links]}


def desk(scene: str, now: datetime) -> list[Any]:
    state = scene if scene in ("offline", "ready", "paused", "ringing", "talking", "wrap_up") else "talking"
    busy = state in ("ringing", "talking", "wrap_up")
    since = {"ringing": 4, "talking": 131, "wrap_up": 12, "paused": 425, "ready": 754}.get(state, 3600)
    me = AgentItem(
        id="agent:a1",
        agent_id="a1",
        name="李晓雯",
        phone="PJSIP/1001",
        state=state,  # type: ignore[arg-type]
        since=now - timedelta(seconds=since),
        reason="meal" if state == "paused" else "",
        call=f"call:{CALLER}" if busy else None,
        wrap_up_until=now + timedelta(seconds=18) if state == "wrap_up" else None,
        phone_state="not_in_use",
        reachable=state != "offline",
        screens=1,
        missed=2 if state == "offline" else 0,
        queues=("hotline", "repair"),
    )
    queues = [
        queue("main/hotline", "12345 热线", 20, now, [34, 12, 5] if busy else []),
        queue("main/repair", "供暖报修", 30, now, [23] if busy else []),
    ]
    return [me, *queues, *([call(state, now)] if busy else [])]


def call(state: str, now: datetime) -> CallItem:
    stage = {"ringing": "ringing", "talking": "talking", "wrap_up": "ended"}[state]
    answered = None if state == "ringing" else now - timedelta(seconds=131)
    return CallItem(
        id=f"call:{CALLER}",
        call_id=CALLER,
        direction="inbound",
        stage=stage,  # type: ignore[arg-type]
        since=now - timedelta(seconds=4),
        started_at=now - timedelta(seconds=180),
        number=NUMBER,
        name="刘桂芳",
        did="01012345",
        queue="main/hotline",
        queue_label="12345 热线",
        position=1,
        joined_at=now - timedelta(seconds=35 if state == "ringing" else 166),
        answered_at=answered,
        agent_id="a1",
        ringing=("a1",) if state == "ringing" else (),
        recording=state == "talking",
        callback_asked=False,
    )


def queue(name: str, label: str, level: int, now: datetime, waits: list[int]) -> QueueItem:
    line = tuple(
        WaitingView(call=f"call:main/w{name}{index}", since=now - timedelta(seconds=wait), position=index + 1)
        for index, wait in enumerate(waits)
    )
    members = tuple(MemberView(phone=f"PJSIP/{1001 + index}", agent_id=f"a{index}") for index in range(11))
    return QueueItem(id=f"queue:{name}", queue=name, label=label, service_level=level, waiting=line, members=members)


def floor(now: datetime) -> list[Any]:
    found: list[Any] = []
    for name, label, level, waits in (
        ("main/hotline", "12345 热线", 20, [41, 27, 15, 6, 2]),
        ("main/repair", "供暖报修", 30, [23]),
        ("main/vip", "企业服务", 15, []),
    ):
        found.append(queue(name, label, level, now, waits))
        for index, wait in enumerate(waits):
            found.append(waiting(name, label, index, wait, now))
    for index, (name, state) in enumerate(zip(NAMES, STATES, strict=True)):
        found.append(agent(index, name, state, now))
        if state in ("talking", "ringing", "wrap_up"):
            found.append(talk(index, state, now))
    return found


def waiting(name: str, label: str, index: int, wait: int, now: datetime) -> CallItem:
    at = now - timedelta(seconds=wait)
    return CallItem(
        id=f"call:main/w{name}{index}",
        call_id=f"main/w{name}{index}",
        direction="inbound",
        stage="waiting",
        since=at,
        started_at=at - timedelta(seconds=9),
        number=NumberView(kind="e164", text=NUMBERS[-1 - index]),
        name=CITIZENS[-1 - index],
        queue=name,
        queue_label=label,
        joined_at=at,
    )


def agent(index: int, name: str, state: str, now: datetime) -> AgentItem:
    return AgentItem(
        id=f"agent:a{index}",
        agent_id=f"a{index}",
        name=name,
        phone=f"PJSIP/{1001 + index}",
        state=state,  # type: ignore[arg-type]
        since=now - timedelta(seconds=7 + index * index * 31),
        reason="meal" if state == "paused" else "",
        call=f"call:main/t{index}" if state in ("talking", "ringing", "wrap_up") else None,
        reachable=None if state == "offline" else index != 7,
        screens=0 if index == 9 else 1,
        missed=3 if index == 7 else 0,
        queues=("hotline", "repair") if index % 2 else ("hotline",),
    )


def talk(index: int, state: str, now: datetime) -> CallItem:
    return CallItem(
        id=f"call:main/t{index}",
        call_id=f"main/t{index}",
        direction="inbound",
        stage={"ringing": "ringing", "talking": "held" if index == 6 else "talking", "wrap_up": "ended"}[state],  # type: ignore[arg-type]
        since=now - timedelta(seconds=7 + index * index * 31),
        started_at=now - timedelta(seconds=60 + index * index * 31),
        number=NumberView(kind="hidden", text="") if index == 2 else NumberView(kind="e164", text=NUMBERS[index % 8]),
        name=CITIZENS[index % 8],
        queue="main/hotline",
        queue_label="12345 热线",
        agent_id=f"a{index}",
        ringing=(f"a{index}",) if state == "ringing" else (),
    )


def ago(now: datetime, **span: float) -> str:
    return (now - timedelta(**span)).isoformat()


NOTES = [
    ("case", "展览路 12 号院 3 号楼暖气不热，已联系供暖公司，承诺 24 小时内上门。请于周三前回访。", 1.2, 312),
    ("chase", "催办上次暖气问题，居民情绪较急，已加急并告知预计时间。", 3.1, 95),
    ("consult", "咨询老年卡换发地点和所需材料。", 41, 128),
    ("", "", 130, None),
]


def past(call_id: str, at: str, index: int, code: str, note: str, talked: int | None) -> dict[str, Any]:
    return {
        "call_id": call_id,
        "started_at": at,
        "number": NUMBERS[index % 8],
        "number_kind": "e164",
        "name": CITIZENS[index % 8],
        "queue": "main/hotline",
        "agent_id": "a1" if index % 2 else "a2",
        "outcome": "abandoned" if talked is None else "answered",
        "waited": 12,
        "talked": talked,
        "disposition": code,
        "note": note,
    }


def CONTACTS(now: datetime) -> dict[str, Any]:
    calls = [
        past(f"main/c{index}", ago(now, days=days), index, code, note, talked)
        for index, (code, note, days, talked) in enumerate(NOTES)
    ]
    return {"number": "+8613800138000", "contacts": 7, "calls": calls}


def TODAY(now: datetime) -> dict[str, Any]:
    codes = ["", "case", "consult", "chase", "other", "consult", "", "transferred", "case", "consult"]
    calls = [
        past(f"main/d{index}", ago(now, minutes=6 + 13 * index), index, code, "", None if index == 6 else 67 + 41 * index % 300)
        for index, code in enumerate(codes)
    ]
    return {"day": "2026-11-23", "calls": calls}


FIGURE = {
    "offered": 186,
    "answered": 174,
    "abandoned": 9,
    "short_abandoned": 4,
    "flow_out": 3,
    "lost": 0,
    "service_level": 91.4,
    "connect_rate": 93.5,
    "abandonment_rate": 4.8,
    "average_speed_of_answer": 8.4,
    "wait_p90": 19.2,
    "longest_wait": 143,
}


def FIGURES(now: datetime) -> dict[str, Any]:
    figures = {name: {"value": value, "formula": f"{name}/1: …"} for name, value in FIGURE.items()}
    rules = {"service_level_seconds": 20, "short_abandon_seconds": 5, "figures": figures}
    return {
        "queues": [
            {"queue": "main/hotline", "label": "12345 热线", **rules},
            {"queue": "main/repair", "label": "供暖报修", **rules},
        ]
    }


def PEOPLE(now: datetime) -> dict[str, Any]:
    return {
        "people": [
            {"id": f"a{index}", "login": f"agent{index}", "name": name, "role": "agent" if index else "supervisor", "phone": f"PJSIP/{1001 + index}", "pbx": "main", "queues": ["hotline"], "locale": "zh-CN", "rights": [], "disabled": index == 8}
            for index, name in enumerate(NAMES)
        ]
    }

"""A call as a story, in Chinese or English: everything that is known of it, moment by moment."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, tzinfo

import msgspec

from callcenter.journal.answers import CallStory, Disposition
from callcenter.journal.records import Recorded
from callcenter.numbers import Number

# By kind of fact: in Chinese, in English. What is in braces are the fact's own fields.
WORDS: dict[str, tuple[str, str]] = {
    "LegStarted": (
        "线路 {leg_id} 开始：{device} {number} {dialled}",
        "leg {leg_id} begins: {device} {number} {dialled}",
    ),
    "LegStateChanged": ("线路 {leg_id} 状态：{state}", "leg {leg_id} is {state}"),
    "LegIdentified": (
        "线路 {leg_id} 识别为 {number} {name}",
        "leg {leg_id} is known as {number} {name}",
    ),
    "LegRenamed": ("线路 {leg_id} 转到 {device}", "leg {leg_id} is on {device} now"),
    "LegEnded": (
        "线路 {leg_id} 挂断（原因 {cause}）{lost}",
        "leg {leg_id} hangs up (cause {cause}) {lost}",
    ),
    "LegJoinedBridge": (
        "线路 {leg_id} 接入通话 {bridge_id}",
        "leg {leg_id} joins bridge {bridge_id}",
    ),
    "LegLeftBridge": (
        "线路 {leg_id} 离开通话 {bridge_id}",
        "leg {leg_id} leaves bridge {bridge_id}",
    ),
    "LegHeld": ("线路 {leg_id} 保持对方", "leg {leg_id} puts the other side on hold"),
    "LegUnheld": ("线路 {leg_id} 取消保持", "leg {leg_id} takes the other side back"),
    "DialStarted": ("呼叫 {rung_leg_id}", "{rung_leg_id} is rung"),
    "DialEnded": ("呼叫 {rung_leg_id} 结果：{result}", "ringing {rung_leg_id} ends: {result}"),
    "Parked": ("停泊在 {space}", "parked at {space}"),
    "Unparked": ("结束停泊：{how}", "parking ends: {how}"),
    "Transferred": ("转接（{how}）到 {to}", "transferred ({how}) to {to}"),
    "CallEntered": ("来电进入热线 {did}", "the call reaches the hotline {did}"),
    "NoticeStarted": ("开始播放录音告知", "the recording notice begins"),
    "NoticeEnded": ("录音告知播放完毕", "the recording notice was heard"),
    "CallbackAsked": ("来电人要求回电", "the caller asks to be called back"),
    "Overflowed": ("离开队列 {queue}：{why}", "{queue} sends the caller on: {why}"),
    "RecordingStarted": ("开始录音 {recording_id}", "recording {recording_id} begins"),
    "CallerJoined": ("进入队列 {queue}，第 {position} 位", "joins {queue} at place {position}"),
    "CallerLeft": ("不再等待（{queue}）", "waits no longer in {queue}"),
    "AbandonReported": (
        "Asterisk 报告放弃，已等待 {waited}",
        "Asterisk reports an abandon after {waited}",
    ),
    "AgentRung": ("振铃：{phone}（{queue}）", "{phone} rings for {queue}"),
    "AgentAnswered": ("接听：{phone}，等待 {waited}", "{phone} answers after {waited}"),
    "AgentMissed": ("未接：{phone}，振铃 {rang}", "{phone} does not answer, rang {rang}"),
    "AgentFinished": ("通话结束：{phone}（{reason}）", "{phone} is done ({reason})"),
    "AgentStateNoted": (
        "坐席 {agent_id}：{state} {reason}",
        "agent {agent_id} is {state} {reason}",
    ),
    "WrapUpFinished": ("坐席 {agent_id} 结束事后处理", "agent {agent_id} ends the wrap-up"),
    "DispositionSaved": ("坐席 {agent_id} 保存小结：{code}", "agent {agent_id} records {code}"),
}
HEADINGS = {
    "call": ("呼叫", "call"),
    "number": ("号码", "number"),
    "outcome": ("结果", "outcome"),
    "durations": ("等待 {} 秒，通话 {} 秒，保持 {} 秒", "waited {} s, talked {} s, held {} s"),
    "recovered": (
        "部分内容仅来自 Asterisk 自己的文件",
        "part of it is known only from Asterisk's own files",
    ),
    "merged": ("合并自", "merged with"),
    "open": ("进行中", "going on"),
}
WITNESS = ("（来自文件）", " (from files)")
LOST = ("，未见结束", "- nobody saw it end")
NOTE = ("小结 {}（{}）：{}", "{} records {}: {}")


class Told(msgspec.Struct, frozen=True):
    """A fact and where it is from: `live` or `witness`."""

    source: str
    fact: Recorded


def lines(
    story: CallStory | None, facts: Iterable[Told], locale: str, zone: tzinfo
) -> Iterator[str]:
    """The story, line by line; times are in the reader's zone."""
    language = 0 if locale.startswith("zh") else 1
    if story is not None:
        yield from heading(story, language)
        yield ""
    moments = [(told.fact.at, sentence(told, language)) for told in facts]
    if story is not None:
        moments += [(made.saved_at, note(made, language)) for made in story.dispositions]
    before: datetime | None = None
    for at, words in sorted(moments):
        after = f"+{(at - before).total_seconds():.3f}" if before else ""
        yield f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S.%f}"[:-3] + f" {after:>9}  {words}"
        before = at


def heading(story: CallStory, language: int) -> Iterator[str]:
    """What call it was and how it ended."""
    call = story.call

    def word(name: str) -> str:
        return HEADINGS[name][language]

    yield f"{word('call')} {call.call_id} ({call.direction})"
    yield f"{word('number')} {call.number or '-'} {call.name}".rstrip()
    outcome = call.outcome or word("open")
    detail = " ".join(part for part in (call.why, call.stage, call.ended_by) if part)
    yield f"{word('outcome')} {outcome}" + (f" ({detail})" if detail else "")
    yield word("durations").format(*map(rounded, (call.waited, call.talked, call.held)))
    if call.recovered:
        yield word("recovered")
    if story.merged:
        yield f"{word('merged')} {', '.join(story.merged)}"


def sentence(told: Told, language: int) -> str:
    """One fact in words; one without words of its own is called by its name."""
    kind = type(told.fact).__name__
    template = WORDS.get(kind, (kind, kind))[language]
    names = type(told.fact).__struct_fields__
    fields = {name: readable(getattr(told.fact, name)) for name in names}
    fields["lost"] = LOST[language] if getattr(told.fact, "lost", False) else ""
    words = " ".join(template.format_map(fields).split())
    return words + (WITNESS[language] if told.source == "witness" else "")


def note(made: Disposition, language: int) -> str:
    """What an agent wrote down."""
    return NOTE[language].format(made.agent_id, made.code, made.note)


def readable(value: object) -> str:
    """A field as people read it."""
    if isinstance(value, Number):
        return value.value or value.raw
    if isinstance(value, timedelta):
        return f"{value.total_seconds():g} s"
    return "" if value is None else str(value)


def rounded(seconds: float | None) -> str:
    """Seconds to a tenth; a dash where they have no meaning."""
    return "-" if seconds is None else f"{seconds:.1f}"

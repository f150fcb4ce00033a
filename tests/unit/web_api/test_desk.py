"""What the pages are told about this centre."""

from callcenter.settings import Choice, QueueSettings, ServerSettings, Settings
from callcenter.web_api.desk import desk


def test_lists_keep_the_order_of_the_settings() -> None:
    settings = Settings(
        server=ServerSettings(locale="en"),
        queue={"b": QueueSettings(label="乙"), "a": QueueSettings(wrap_up=45)},
        pause_reason=(Choice(code="meal", label={"en": "Meal"}), Choice(code="break")),
        disposition=(Choice(code="solved", kind="done"),),
    )

    view = desk(settings)

    assert [(queue.queue, queue.label, queue.wrap_up) for queue in view.queues] == [
        ("b", "乙", 30),
        ("a", "a", 45),
    ]
    assert [choice.code for choice in view.pause_reasons] == ["meal", "break"]
    assert view.dispositions[0].kind == "done"
    assert view.locale == "en"

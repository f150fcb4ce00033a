from callcenter.floor.effects import PauseMember


def test_an_order_is_a_value_with_its_askers_ids() -> None:
    order = PauseMember(phone="PJSIP/1001", agent_id="p-li", queue="main/hotline", paused=False)

    assert (order.screen_id, order.key, order.reason) == ("", "", "")

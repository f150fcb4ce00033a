"""An administrator adds somebody, who then logs in; and shuts somebody out at once."""

from playwright.async_api import Browser, expect

from callcenter.roles import Person, Role
from callcenter.settings import Settings
from tests.acceptance.desk import open_desk
from tests.browser.window import PATIENCE, window
from tests.people import ADA, LI

NEW = Person(id="", login="sun", name="孙立军", role=Role.AGENT)


async def test_an_added_person_logs_in_with_the_password_shown_once(
    centre: Settings, chromium: Browser
) -> None:
    async with (
        open_desk(centre) as desk,
        window(chromium, desk.url) as ada,
        window(chromium, desk.url) as sun,
    ):
        await ada.log_in(ADA)
        await ada.page.get_by_role("link", name="人员").click()
        await ada.page.get_by_role("button", name="添加人员").click()
        dialog = ada.page.get_by_role("dialog", name="添加人员")
        await dialog.get_by_label("用户名").fill(NEW.login)
        await dialog.get_by_label("姓名").fill(NEW.name)
        await dialog.get_by_label("话机").fill("PJSIP/1003")
        await dialog.get_by_role("button", name="保存").click()
        password = await ada.page.get_by_test_id("password-once").text_content()
        assert password
        await sun.log_in(NEW, password=password)
        await sun.state("offline")
        await sun.sees("PJSIP/1003")


async def test_a_disabled_person_is_back_at_the_first_page_at_once(
    centre: Settings, chromium: Browser
) -> None:
    async with (
        open_desk(centre) as desk,
        window(chromium, desk.url) as ada,
        window(chromium, desk.url) as li,
    ):
        await li.log_in(LI)
        await ada.log_in(ADA)
        await ada.page.get_by_role("link", name="人员").click()
        row = ada.page.get_by_test_id(f"person:{LI.login}")
        await row.get_by_role("button", name="更多操作").click()
        await ada.page.get_by_role("menuitem", name="停用").click()
        await ada.page.get_by_role("dialog").get_by_role("button", name="确定").click()
        await ada.sees("已停用", within=row)
        await li.sees("会话已结束，请重新登录")
        await expect(li.page.locator("#login")).to_be_visible(timeout=PATIENCE)


async def test_a_wrong_password_is_told_in_words_and_an_own_one_can_be_changed(
    centre: Settings, chromium: Browser
) -> None:
    async with open_desk(centre) as desk, window(chromium, desk.url) as li:
        await li.page.goto(f"{desk.url}/login")
        await li.page.locator("#login").fill(LI.login)
        await li.page.locator("#password").fill("not the password")
        await li.press("Enter")
        await li.sees("用户名或密码不正确")
        await li.log_in(LI)
        await li.page.get_by_role("button", name=LI.name).click()
        await li.page.get_by_role("menuitem", name="修改密码").click()
        dialog = li.page.get_by_role("dialog", name="修改密码")
        for label, words in (
            ("当前密码", "not the password"),
            ("新密码", "quiet-river-77-lamps"),
            ("再次输入新密码", "quiet-river-77-lamps"),
        ):
            await dialog.get_by_label(label, exact=True).fill(words)
        await dialog.get_by_role("button", name="确定").click()
        await li.sees("当前密码不正确", within=dialog)

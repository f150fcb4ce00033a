"""The first people of a fresh centre, so that somebody can log in at all."""

from callcenter.people.administration import new_id
from callcenter.people.passwords import Passwords, generated
from callcenter.people.store import PeopleStore
from callcenter.roles import Person, Role

FirstLogin = tuple[str, str, str]  # login, password, role

NAMES = ("李娜", "王伟", "张敏", "刘洋", "陈静", "杨帆", "赵磊", "黄丽", "周强", "吴倩")
FIRST_PHONE = 1001


async def create_first_people(
    store: PeopleStore,
    count_agents: int,
    *,
    queues: tuple[str, ...] = ("hotline",),
    pbx: str = "main",
    locale: str = "zh-CN",
) -> list[FirstLogin]:
    """An administrator, a supervisor and agents with the phones 1001 and up, if nobody is there.

    Returns their logins with random passwords, which are kept nowhere else: print them once. An
    empty list where there are accounts already.
    """
    if await store.everybody():
        return []
    passwords = Passwords()
    made = []
    try:
        for person in cast(count_agents, queues, pbx, locale):
            password = generated()
            await store.add(person, await passwords.hash(password), None, "first start")
            made.append((person.login, password, person.role.value))
    finally:
        passwords.close()
    return made


def cast(count_agents: int, queues: tuple[str, ...], pbx: str, locale: str) -> list[Person]:
    """Who they are."""
    people = [
        Person(id=new_id(), login="admin", name="管理员", role=Role.ADMIN, pbx=pbx, locale=locale),
        Person(
            id=new_id(), login="monitor", name="班长", role=Role.SUPERVISOR, pbx=pbx, locale=locale
        ),
    ]
    for place in range(count_agents):
        number = FIRST_PHONE + place
        agent = Person(
            id=new_id(),
            login=f"agent{place + 1}",
            name=NAMES[place % len(NAMES)] + ("" if place < len(NAMES) else str(number)),
            role=Role.AGENT,
            phone=f"PJSIP/{number}",
            pbx=pbx,
            queues=queues,
            locale=locale,
        )
        people.append(agent)
    return people

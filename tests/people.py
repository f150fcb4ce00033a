"""The cast of every test: one citizen, two agents, a supervisor, an admin."""

from callcenter.numbers import Number, NumberKind
from callcenter.roles import Person, Role

CITIZEN = Number(NumberKind.E164, "+8613800138000", "13800138000")
CITIZEN_NAME = "张三丰"

LI = Person(
    id="p-li",
    login="li",
    name="李娜",
    role=Role.AGENT,
    phone="PJSIP/1001",
    queues=("hotline",),
)
WANG = Person(
    id="p-wang",
    login="wang",
    name="王伟",
    role=Role.AGENT,
    phone="PJSIP/1002",
    queues=("hotline",),
)
ZHAO = Person(id="p-zhao", login="zhao", name="赵敏", role=Role.SUPERVISOR)
ADA = Person(id="p-ada", login="ada", name="Ada", role=Role.ADMIN)
EVERYBODY = (LI, WANG, ZHAO, ADA)

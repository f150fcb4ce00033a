"""An account as the administrator sees it, what may be changed in it, and a session as kept."""

from datetime import datetime
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from callcenter.roles import Person, Role


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """A person and whether he may log in at all."""

    person: Person
    disabled: bool = False


class KeptSession(msgspec.Struct, frozen=True, kw_only=True):
    """One log-in as the store keeps it."""

    id: str
    person: Person
    expires_at: datetime


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What an administrator, or the person himself, changes; what is unset stays."""

    name: str | UnsetType = UNSET
    role: Role | UnsetType = UNSET
    phone: str | UnsetType | None = UNSET
    queues: tuple[str, ...] | UnsetType = UNSET
    locale: str | UnsetType = UNSET
    disabled: bool | UnsetType = UNSET

    def named(self) -> dict[str, Any]:
        """The changed fields by name, ready for JSON."""
        changed: dict[str, Any] = msgspec.to_builtins(self)
        return changed

    def applied(self, account: Account) -> Account:
        """The account after the change."""
        changed = {name: getattr(self, name) for name in self.named()}
        disabled = changed.pop("disabled", account.disabled)
        person = msgspec.structs.replace(account.person, **changed)
        return Account(person=person, disabled=disabled)

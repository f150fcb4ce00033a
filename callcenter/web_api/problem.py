"""What can go wrong over HTTP: stable codes, and the one shape they come in."""

import msgspec

DOCS = "/api/v1/docs"

# code -> (status, title). A code is API: it is never renamed and never changes its meaning.
CODES: dict[str, tuple[int, str]] = {
    "malformed_request": (400, "The request is not readable HTTP"),
    "malformed_json": (400, "The body is not JSON"),
    "invalid_body": (400, "The body has wrong fields"),
    "invalid_parameter": (400, "A part of the path or query is wrong"),
    "weak_password": (409, "The password is too easy to guess"),
    "no_session": (401, "Not logged in"),
    "wrong_login": (401, "Login or password is wrong"),
    "forbidden": (403, "Your role may not do this"),
    "origin_refused": (403, "The request came from another site"),
    "csrf_refused": (403, "The CSRF token is missing or wrong"),
    "wrong_password": (403, "The old password is wrong"),
    "not_found": (404, "There is no such thing"),
    "call_not_found": (404, "There is no such call, or it is not yours"),
    "person_not_found": (404, "There is no such person"),
    "method_not_allowed": (405, "This path does not know that method"),
    "request_timeout": (408, "The body did not arrive in time"),
    "key_reused": (409, "This key was used for something else"),
    "login_taken": (409, "Another person has this login"),
    "phone_taken": (409, "Another person has this phone"),
    "last_admin": (409, "The last administrator cannot be taken away"),
    "unknown_queue": (409, "There is no such queue"),
    "unknown_disposition": (409, "There is no such disposition"),
    "body_too_large": (413, "The body is too large"),
    "unsupported_media_type": (415, "The body must be application/json"),
    "too_many_attempts": (429, "Too many attempts; wait"),
    "internal_error": (500, "A mistake of ours; it was logged"),
    "memory_away": (503, "The memory is away; try again with the same key"),
}

# What the machinery itself may answer, so that routes need not repeat it.
WITH_BODY = (
    "malformed_json",
    "invalid_body",
    "body_too_large",
    "unsupported_media_type",
    "request_timeout",
)
WITH_PARAMS = ("invalid_parameter",)
WITH_SESSION = ("no_session", "memory_away")
WITH_RIGHT = ("forbidden",)
WITH_WRITE = ("origin_refused",)
WITH_CSRF = ("csrf_refused",)


class FieldError(msgspec.Struct, frozen=True, kw_only=True):
    """One field that is wrong; `code` is stable, `detail` is for a developer's eyes."""

    field: str
    code: str
    detail: str = ""


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An application/problem+json document (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str
    detail: str = ""
    errors: tuple[FieldError, ...] = ()
    request_id: str = ""


class BadInput(Exception):
    """The request itself is wrong, or too soon (`retry_after` seconds); nothing was done."""

    def __init__(
        self,
        code: str,
        detail: str = "",
        errors: tuple[FieldError, ...] = (),
        retry_after: float = 0.0,
    ) -> None:
        super().__init__(code)
        self.retry_after = retry_after
        self.code = code
        self.detail = detail
        self.errors = errors


def problem(
    code: str,
    detail: str = "",
    *,
    status: int | None = None,
    errors: tuple[FieldError, ...] = (),
    request_id: str = "",
) -> Problem:
    """The document for a code; a status given by the caller wins over the table's."""
    standard, title = CODES.get(code, (409, code.replace("_", " ").capitalize()))
    return Problem(
        type=f"{DOCS}#{code}",
        title=title,
        status=status or standard,
        code=code,
        detail=detail,
        errors=errors,
        request_id=request_id,
    )

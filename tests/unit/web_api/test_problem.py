"""The codes are API: this list only ever grows."""

from callcenter.web_api.problem import CODES, problem

STABLE = {
    "malformed_request": 400,
    "malformed_json": 400,
    "invalid_body": 400,
    "invalid_parameter": 400,
    "weak_password": 409,
    "no_session": 401,
    "wrong_login": 401,
    "forbidden": 403,
    "origin_refused": 403,
    "csrf_refused": 403,
    "wrong_password": 403,
    "not_found": 404,
    "call_not_found": 404,
    "person_not_found": 404,
    "method_not_allowed": 405,
    "request_timeout": 408,
    "key_reused": 409,
    "login_taken": 409,
    "phone_taken": 409,
    "last_admin": 409,
    "unknown_queue": 409,
    "unknown_disposition": 409,
    "body_too_large": 413,
    "unsupported_media_type": 415,
    "too_many_attempts": 429,
    "internal_error": 500,
    "memory_away": 503,
}


def test_the_codes_and_their_statuses_are_those_that_were_promised() -> None:
    assert {code: status for code, (status, _) in CODES.items()} == STABLE


def test_a_problem_points_to_its_explanation() -> None:
    made = problem("key_reused", "k1")

    assert (made.status, made.type, made.detail) == (409, "/api/v1/docs#key_reused", "k1")

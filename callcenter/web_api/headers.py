"""The security headers of every answer."""

from urllib.parse import urlsplit

from aiohttp import web

from callcenter.web_api.origins import Origins
from callcenter.web_api.route import PREFIX

YEAR = 31_536_000


def content_security_policy(origins: Origins) -> str:
    """What our pages may load: only our own files, and sockets only to our push channel.

    `'self'` does not cover a second port, so the push channel is named.
    """
    sockets = " ".join(sorted({origin_of(push) for push in origins.push}))
    rules = {
        "default-src": "'self'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": f"'self' {sockets}",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "vue",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def origin_of(url: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def security_headers(origins: Origins) -> dict[str, str]:
    """The headers that never vary."""
    headers = {
        "Content-Security-Policy": content_security_policy(origins),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(self), payment=()",
        "Referrer-Policy": "same-origin",
        "Server": "callcenter",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
    if origins.secure:
        headers["Strict-Transport-Security"] = f"max-age={YEAR}"
    return headers


def install(app: web.Application, origins: Origins) -> None:
    """Put them on everything this application sends; what the API says is never cached."""
    headers = security_headers(origins)

    async def put_on(asked: web.Request, answered: web.StreamResponse) -> None:
        for name, value in headers.items():
            answered.headers[name] = value
        if asked.path.startswith(PREFIX) and "Cache-Control" not in answered.headers:
            answered.headers["Cache-Control"] = "no-store"

    app.on_response_prepare.append(put_on)

"""The account over HTTP: metadata (RFC 8414), device codes (RFC 8628), tokens, revocation (RFC 7009)."""

from html import escape
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from playhead_app.demo.account.ledger import Grant, Ledger, OAuthError

__all__ = ["DEVICE_GRANT", "AccountEndpoints"]

DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
_LONGEST_FORM_BYTES = 8_192
_NO_STORE = {"Cache-Control": "no-store"}


class AccountEndpoints:
    """Routes of the account.

    Args:
        ledger: Who is signed in.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def routes(self) -> list[Route]:
        """Return them."""
        return [
            Route("/.well-known/oauth-authorization-server", self._metadata),
            Route("/oauth/device_authorization", self._begin, methods=["POST"]),
            Route("/oauth/token", self._token, methods=["POST"]),
            Route("/oauth/revoke", self._revoke, methods=["POST"]),
            Route("/activate", self._page),
            Route("/activate", self._decide, methods=["POST"]),
            Route("/account", self._account),
            Route("/account/plan", self._plan),
            Route("/account/sessions", self._end_all, methods=["DELETE"]),
        ]

    async def _metadata(self, request: Request) -> Response:
        base = _base(request)
        return JSONResponse(
            {
                "issuer": base,
                "device_authorization_endpoint": f"{base}/oauth/device_authorization",
                "token_endpoint": f"{base}/oauth/token",
                "revocation_endpoint": f"{base}/oauth/revoke",
                "grant_types_supported": [DEVICE_GRANT, "refresh_token"],
            }
        )

    async def _begin(self, request: Request) -> Response:
        try:
            device_code, waiting = self._ledger.begin()
        except OAuthError as error:
            return _refusal(error)
        page = f"{_base(request)}/activate"
        return JSONResponse(
            {
                "device_code": device_code,
                "user_code": waiting.user_code,
                "verification_uri": page,
                "verification_uri_complete": f"{page}?user_code={waiting.user_code}",
                "expires_in": 600,
                "interval": int(waiting.interval_s),
            },
            headers=_NO_STORE,
        )

    async def _token(self, request: Request) -> Response:
        form = await _form(request)
        try:
            if form.get("grant_type") == DEVICE_GRANT:
                return _tokens(self._ledger.poll(form.get("device_code", "")))
            if form.get("grant_type") == "refresh_token":
                return _tokens(self._ledger.refresh(form.get("refresh_token", "")))
            return _refusal(OAuthError("unsupported_grant_type"))
        except OAuthError as error:
            return _refusal(error)

    async def _revoke(self, request: Request) -> Response:
        self._ledger.revoke((await _form(request)).get("token", ""))
        return Response()

    async def _account(self, request: Request) -> Response:
        if self._session(request) is None:
            return JSONResponse({"error": "invalid_token"}, 401, {"WWW-Authenticate": "Bearer"})
        return JSONResponse(
            {
                "name": "Demo household",
                "plan": "Everything",
                "entitlements": ["uhd", "downloads", "live", "premium"],
                "plan_url": f"{_base(request)}/account/plan",
            },
            headers=_NO_STORE,
        )

    async def _plan(self, request: Request) -> Response:
        words = "<p>This household's plan is <b>Everything</b>. There is no other one in the demo.</p>"
        return HTMLResponse(_PAGE.format(body=words), headers={"X-Frame-Options": "DENY"})

    async def _end_all(self, request: Request) -> Response:
        if self._session(request) is None:
            return JSONResponse({"error": "invalid_token"}, 401, {"WWW-Authenticate": "Bearer"})
        self._ledger.end()
        return Response(status_code=204)

    async def _page(self, request: Request) -> Response:
        return _activation(request.query_params.get("user_code", ""), "")

    async def _decide(self, request: Request) -> Response:
        form = await _form(request)
        code, is_approved = form.get("user_code", ""), form.get("answer") == "yes"
        if not self._ledger.decide(code, is_approved=is_approved):
            return _activation(code, "No device waits with this code. Look at your screen again.", 404)
        done = "Your device is signed in." if is_approved else "Your device was not signed in."
        return HTMLResponse(_PAGE.format(body=f"<p>{done} You can close this page.</p>"))

    def _session(self, request: Request) -> str | None:
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        return self._ledger.session_of(token) if kind.lower() == "bearer" else None


_PAGE = """<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Playhead: your account</title>
<style>
body{{background:#0b0e14;color:#f2efe8;font:18px system-ui;max-width:26em;margin:12vh auto;padding:0 1em}}
input,button{{font:inherit;padding:.6em 1em;border-radius:.6em;border:0;margin:.3em 0}}
input{{width:100%;box-sizing:border-box;letter-spacing:.2em;text-transform:uppercase}}
button[value=yes]{{background:#ffb454}}</style>{body}"""


def _activation(code: str, fault: str, status: int = 200) -> HTMLResponse:
    body = f"""<h1>Sign in a device</h1><p role="alert">{escape(fault)}</p>
<form method="post" action="/activate">
<label>The code on your screen<input name="user_code" value="{escape(code, quote=True)}" autofocus></label>
<p>Only go on if you see this code on a device of your own.</p>
<button name="answer" value="yes">Sign in</button> <button name="answer" value="no">Refuse</button></form>"""
    return HTMLResponse(_PAGE.format(body=body), status, headers={"X-Frame-Options": "DENY"})


async def _form(request: Request) -> dict[str, str]:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LONGEST_FORM_BYTES:
            return {}
    return {name: values[0] for name, values in parse_qs(body.decode(errors="replace")).items()}


def _base(request: Request) -> str:
    return f"http://{request.url.netloc}"


def _tokens(grant: Grant) -> Response:
    return JSONResponse(
        {
            "access_token": grant.access_token,
            "token_type": "Bearer",
            "expires_in": int(grant.valid_s),
            "refresh_token": grant.refresh_token,
        },
        headers=_NO_STORE,
    )


def _refusal(error: OAuthError) -> Response:
    return JSONResponse({"error": str(error)}, 400, _NO_STORE)

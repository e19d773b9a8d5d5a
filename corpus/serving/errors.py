"""The page, or the JSON, that tells of an error."""

# mypy: untyped-calls-exclude=datasette
from __future__ import annotations

import logging

from datasette.utils.asgi import Base400, Request, Response
from datasette.views.base import DatasetteError
from markupsafe import Markup

from corpus.serving.site import FactsDatasette

log = logging.getLogger(__name__)


async def answer(datasette: FactsDatasette, request: Request, exception: Exception) -> Response:
    """Return the answer to a request that ended with ``exception``.

    A wrong address or a wrong query says what is wrong; anything else is a
    fault of this program, goes to the log with its traceback and says no more than that.
    """
    status, message = _told(exception)
    if status >= 500:
        log.error("%s: %s", request.path, exception, exc_info=exception)
    if request.path.endswith(".json"):
        told = {"ok": False, "error": message, "status": status}
        response: Response = Response.json(told, status=status)
        return response
    return await datasette.page(request, "problem.html", {"problem": message}, status=status)


def _told(exception: Exception) -> tuple[int, str]:
    if isinstance(exception, DatasetteError):
        # Datasette gives a wrong column or query the status of a fault of its own.
        status = exception.status if exception.status < 500 else 400
        words = str(exception.message)
        return status, Markup(words).striptags() if exception.message_is_html else words
    if isinstance(exception, Base400):
        return exception.status, str(exception.args[0]) if exception.args else "Not found"
    return 500, "Something went wrong in this program; the log has the details"

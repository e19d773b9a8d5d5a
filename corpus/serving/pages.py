"""Our pages: the evidence of a figure, a reconciled figure with its readings, an archived page."""

# mypy: untyped-calls-exclude=datasette
from __future__ import annotations

import asyncio

from datasette.utils.asgi import NotFound, Request, Response

from corpus.errors import CorpusError
from corpus.serving.archived import archived_page
from corpus.serving.evidence import load_estimate, load_evidence
from corpus.serving.fields import rules
from corpus.serving.safety import ARCHIVED_PAGES
from corpus.serving.site import FactsDatasette


async def evidence(datasette: FactsDatasette, request: Request) -> Response:
    """``/-/evidence/<fact>``: the words of a figure, marked, and where they come from."""
    found = await load_evidence(datasette, request.url_vars["fact"])
    if found is None:
        raise NotFound("No such figure in this database; a later build may read it otherwise")
    context = {"evidence": found, "row": found.row, "rules": rules(found.row["rule"])}
    return await datasette.page(request, "evidence.html", context)


async def estimate(datasette: FactsDatasette, request: Request) -> Response:
    """``/-/estimate/<estimate>``: a reconciled figure and every reading behind it."""
    found = await load_estimate(datasette, request.url_vars["estimate"])
    if found is None:
        raise NotFound("No such reconciled figure in this database")
    return await datasette.page(request, "estimate.html", {"estimate": found, "row": found.row})


async def archived(datasette: FactsDatasette, request: Request) -> Response:
    """``/-/archived/<snapshot>``: the page as it was answered, in a sandbox."""
    snapshot = request.url_vars["snapshot"]
    found = await datasette.rows(
        "SELECT warc_file, warc_offset FROM snapshot WHERE id = :id", {"id": snapshot}
    )
    if not found:
        raise NotFound("No such archived page in this database")
    place = found[0]["warc_file"], found[0]["warc_offset"]
    try:
        page = await asyncio.to_thread(archived_page, datasette.site.folder.warc, *place)
    except CorpusError as error:
        context = {"problem": f"This archived page can't be shown: {error}", "archive": True}
        return await datasette.page(request, "problem.html", context, status=404)
    headers = {
        "Content-Security-Policy": ARCHIVED_PAGES,
        "X-Content-Type-Options": "nosniff",
    }
    if not page.shown:
        headers["Content-Disposition"] = f'attachment; filename="{snapshot}.bin"'
    # The body goes out as bytes: Response would take text and encode it anew.
    return Response(page.body, headers=headers, content_type=page.content_type)

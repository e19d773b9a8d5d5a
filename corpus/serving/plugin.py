"""Datasette's hooks: our pages, links in its tables, searching the figures, safe headers.

https://docs.datasette.io/en/0.65.2/plugin_hooks.html. The hooks answer only
for our own application; another Datasette in the same process is left alone.
"""

# mypy: untyped-calls-exclude=datasette
from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from typing import Any
from urllib.parse import urlencode

from datasette.app import Datasette
from datasette.filters import FilterArguments
from datasette.hookspecs import hookimpl
from datasette.utils.asgi import Request
from jinja2 import Environment
from markupsafe import Markup

from corpus.folding import plain
from corpus.serving import errors, front, pages, wording
from corpus.serving.links import sentence_link, web_link
from corpus.serving.marks import colour
from corpus.serving.safety import Application, guarded
from corpus.serving.site import FactsDatasette

_FACT_COLUMNS = frozenset({("fact", "id"), ("estimate", "best_fact"), ("anchor", "fact"),
                           ("estimate_fact", "fact"), ("figures", "fact"),
                           ("reconciled", "fact"), ("review", "fact")})  # fmt: skip
_ESTIMATE_COLUMNS = frozenset({("estimate", "id"), ("estimate_fact", "estimate"),
                               ("reconciled", "estimate")})  # fmt: skip
_PERIODS = frozenset({"period", "base_period"})
_LANGUAGES = frozenset({"lang"})


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Awaitable[object]]]]:
    """Our pages."""
    return [
        (r"^/-/evidence/(?P<fact>[0-9a-f]{16})$", pages.evidence),
        (r"^/-/estimate/(?P<estimate>[0-9a-f]{16})$", pages.estimate),
        (r"^/-/archived/(?P<snapshot>[0-9a-f]{16})$", pages.archived),
    ]


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    """Give every template, also that of an error, the site and the words for people."""
    if isinstance(datasette, FactsDatasette):
        env.globals.update(
            site=datasette.site, wording=wording, web_link=web_link, sentence_link=sentence_link
        )
        env.filters["colour"] = colour


@hookimpl
def extra_css_urls(datasette: Datasette) -> list[str]:
    """Our style sheet, on Datasette's own pages as well."""
    if not isinstance(datasette, FactsDatasette):
        return []
    return [f"/pressfacts/pressfacts.css?{datasette.site.style}"]


@hookimpl
def extra_template_vars(template: str, datasette: Datasette) -> object:
    """The newest reconciled figures, for the front page."""
    if template != "index.html" or not isinstance(datasette, FactsDatasette):
        return {}

    async def front_page(ours: FactsDatasette = datasette) -> dict[str, object]:
        return {"front": await front.load_front(ours)}

    return front_page


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """Safe headers on every answer."""
    return guarded if isinstance(datasette, FactsDatasette) else _unchanged


@hookimpl(hookwrapper=True)
def handle_exception(
    datasette: Datasette, request: Request, exception: Exception
) -> Generator[None, Any, None]:
    """Answer an error with a page in words; Datasette would print every wrong address as well."""
    outcome = yield
    if isinstance(datasette, FactsDatasette):
        outcome.force_result([errors.answer(datasette, request, exception)])


@hookimpl(trylast=True)
def filters_from_request(
    request: Request, database: str, table: str, datasette: Datasette
) -> FilterArguments | None:
    """Search the sentences behind the view of figures, with or without diacritics.

    Datasette searches tables only; it finds no search index for a view.
    """
    if not isinstance(datasette, FactsDatasette) or table not in datasette.site.view_columns:
        return None
    search = (request.args.get("_search") or "").strip()
    context = {"supports_search": True, "search": search}
    if not search:
        return FilterArguments([], extra_context=context)
    # Both forms: the words as typed match the sentences, the plain ones the folded column.
    where = """fact IN (SELECT id FROM fact WHERE rowid IN (
      SELECT rowid FROM fact_fts WHERE fact_fts MATCH escape_fts(:search)
      UNION SELECT rowid FROM fact_fts WHERE fact_fts MATCH escape_fts(:plain_search)))"""
    return FilterArguments(
        [where],
        {"search": search, "plain_search": plain(search)},
        [f'search matches "{search}"'],
        context,
    )


@hookimpl
def render_cell(
    row: Any, value: Any, column: str, table: str | None, datasette: Datasette
) -> Markup | str | None:
    """Show a cell for people: linked, with commas, with periods and languages in words."""
    if value is None or table is None or not isinstance(datasette, FactsDatasette):
        return None
    if (table, column) in _FACT_COLUMNS:
        return _link(f"/-/evidence/{value}", "evidence" if column == "fact" else str(value))
    if (table, column) in _ESTIMATE_COLUMNS:
        return _link(f"/-/estimate/{value}", "all readings" if column == "estimate" else str(value))
    if (table, column) == ("snapshot", "id"):
        return _link(f"/-/archived/{value}", str(value))
    if (table, column) == ("source", "title"):
        return _link(f"/facts/figures?{urlencode({'outlet': value})}", str(value))
    if column in _PERIODS:
        return _with_code(wording.period(str(value)), str(value))
    if column in _LANGUAGES:
        return _with_code(wording.language(str(value)), str(value))
    if column == "value" and table in datasette.site.view_columns:
        return _value(value, row)
    if isinstance(value, int | float) and column.startswith("value"):
        return wording.number(value)
    if column == "flags" and value == "[]":
        return ""
    return None


def _value(value: int | float, row: Any) -> Markup | str:
    """The number, linked to its evidence where the row names it, with the large ones in words."""
    shown = wording.number(value)
    hint = wording.in_words(value)
    words = Markup(' <small class="hint">{}</small>').format(hint) if hint else ""
    if "fact" not in row.keys():  # noqa: SIM118 - a row of sqlite3 contains values, not names
        return Markup("{}{}").format(shown, words)
    return Markup('<a href="/-/evidence/{}">{}</a>{}').format(row["fact"], shown, words)


def _with_code(words: str, code: str) -> Markup | str:
    if words == code:
        return words
    return Markup('{} <small class="code">{}</small>').format(words, code)


def _link(path: str, words: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(path, words)


def _unchanged(application: Application) -> Application:
    return application

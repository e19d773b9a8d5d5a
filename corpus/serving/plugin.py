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

from corpus.folding import plain_words
from corpus.schema import VIEWS
from corpus.serving import errors, front, pages, wording
from corpus.serving.links import sentence_link, web_link
from corpus.serving.marks import colour
from corpus.serving.safety import Application, guarded
from corpus.serving.site import FactsDatasette

_FACTS = frozenset(
    {
        ("figures", "fact"),
        ("reconciled", "fact"),
        ("estimate", "best_fact"),
        ("estimate_fact", "fact"),
        ("anchor", "fact"),
        ("review", "fact"),
        ("change", "fact"),
        ("fact", "id"),
    }
)
_ESTIMATES = frozenset(
    {("reconciled", "estimate"), ("estimate_fact", "estimate"), ("estimate", "id")}
)
_LEADING = {("fact", "quote"): "/-/evidence/", ("estimate", "value"): "/-/estimate/"}
"""Columns that lead to the page of their row; a key column of its own leads to all fields."""

_PERIODS = frozenset({"period", "base_period"})


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
    if not isinstance(datasette, FactsDatasette) or table not in VIEWS:
        return None
    search = (request.args.get("_search") or "").strip()
    context = {"supports_search": True, "search": search}
    if not search:
        return FilterArguments([], extra_context=context)
    # The index holds headline, sentence and place in plain letters too, so plain words find all.
    words = " ".join(f'"{word}"' for word in plain_words(search))
    where = """fact IN (SELECT id FROM fact WHERE rowid IN (
      SELECT rowid FROM fact_fts WHERE fact_fts MATCH :search))"""
    return FilterArguments(
        [where if words else "0"],
        {"search": words} if words else {},
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
    if isinstance(value, dict):
        # A key of another table, with the words that stand for the row there.
        return _key(table, column, value["value"], str(value["label"]))
    return (
        _key(table, column, value)
        or _leading(row, table, column, value)
        or _said(row, table, column, value)
    )


def _key(table: str, column: str, key: str, label: str | None = None) -> Markup | None:
    if (table, column) in _FACTS:
        return _link(f"/-/evidence/{key}", label or ("evidence" if column == "fact" else key))
    if (table, column) in _ESTIMATES:
        return _link(f"/-/estimate/{key}", "all readings" if column == "estimate" else key)
    if (table, column) == ("snapshot", "id"):
        return _link(f"/-/archived/{key}", key)
    return None


def _leading(row: Any, table: str, column: str, value: Any) -> Markup | None:
    if (table, column) == ("source", "title"):
        return _link(f"/facts/figures?{urlencode({'outlet': value})}", value)
    start = _LEADING.get((table, column))
    if start is None or "id" not in _names(row):
        return None
    key = row["id"]
    words = wording.number(value) if isinstance(value, int | float) else value
    return _link(start + (key["value"] if isinstance(key, dict) else key), words)


def _said(row: Any, table: str, column: str, value: Any) -> Markup | str | None:
    if column in _PERIODS:
        return _with_code(wording.period(value), value)
    if column == "lang":
        return _with_code(wording.language(value), value)
    if column == "value" and table in VIEWS:
        return _value(value, row)
    if column.startswith("value") and isinstance(value, int | float):
        return wording.number(value)
    return None


def _value(value: int | float, row: Any) -> Markup | str:
    """The number, linked to its evidence where the row names it, with the large ones in words."""
    shown = wording.number(value)
    hint = wording.in_words(value)
    words = Markup(' <small class="hint">{}</small>').format(hint) if hint else ""
    if "fact" not in _names(row):
        return Markup("{}{}").format(shown, words)
    return Markup('<a href="/-/evidence/{}">{}</a>{}').format(row["fact"], shown, words)


def _names(row: Any) -> list[str]:
    return list(row.keys())


def _with_code(words: str, code: str) -> Markup | str:
    if words == code:
        return words
    return Markup('{} <small class="code">{}</small>').format(words, code)


def _link(path: str, words: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(path, words)


def _unchanged(application: Application) -> Application:
    return application

"""The templates of a page: compiled once, and anew when they change."""

from jinja2 import DictLoader, Environment

from strategy_kit.server.templates import Exporter, TemplateCache


def page(cache: TemplateCache, source: str) -> str:
    environment = Environment(loader=DictLoader({"page": source}), bytecode_cache=cache)
    return environment.get_template("page").render(name="Bakery")


def test_a_template_is_compiled_once_for_all_visitors() -> None:
    cache = TemplateCache()
    first = page(cache, "Hello {{ name }}")
    compiled = dict(cache.code)

    assert page(cache, "Hello {{ name }}") == first == "Hello Bakery"
    assert cache.code == compiled and len(compiled) == 1


def test_a_template_that_changed_is_compiled_anew() -> None:
    cache = TemplateCache()
    page(cache, "Hello {{ name }}")

    assert page(cache, "Bonjour {{ name }}") == "Bonjour Bakery"


def test_every_exporter_shares_what_was_compiled() -> None:
    assert Exporter().environment.bytecode_cache is Exporter().environment.bytecode_cache

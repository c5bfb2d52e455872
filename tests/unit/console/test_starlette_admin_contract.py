"""What the console's lists take from inside starlette-admin 1.0: a new version that changes it fails here first."""

import inspect

import starlette_admin
from starlette_admin.actions import ActionSelection
from starlette_admin.contrib.sqla import ModelView
from starlette_admin.views import BaseModelView


def test_the_version_is_the_one_that_was_read() -> None:
    assert starlette_admin.__version__.startswith("1.0."), "read BaseModelView.export_action again"


def test_an_export_takes_its_rows_from_export_resolve_items() -> None:
    names = [*inspect.signature(BaseModelView._export_resolve_items).parameters]
    assert names == ["self", "request", "selection", "scope", "list_params", "export_config"]
    assert ModelView._export_resolve_items is BaseModelView._export_resolve_items
    called = (
        "self._export_resolve_items(\n                request, selection, scope, list_params, export_config\n"
    )
    assert called in inspect.getsource(BaseModelView.export_action)
    assert 'scope == "page"' in inspect.getsource(BaseModelView._export_resolve_items)


def test_a_selection_of_everything_is_one_without_keys() -> None:
    names = [*inspect.signature(ActionSelection).parameters]
    assert names[:5] == ["view", "request", "pks", "filters", "q"]

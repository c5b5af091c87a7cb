"""The parts from which pages are put together."""

from django import forms
from django.template import engines
from django.utils import translation
from django_cotton.compiler_regex import CottonCompiler


def drawn(source, **context):
    with translation.override("vi"):
        return engines["django"].from_string(source).render(context).strip()


def test_a_tag_carries_its_kind_and_its_words():
    assert drawn(CottonCompiler().process('<c-tag kind="ok">Đạt</c-tag>')) == '<span class="tag ok">Đạt</span>'


def test_a_bar_never_runs_over_its_end():
    assert 'class="f-ok" width="100.0"' in drawn('{% bar 5 4 "ok" %}')
    assert 'width="0.0"' in drawn("{% bar 5 0 %}")
    assert 'width="93.8"' in drawn("{% bar 938 1000 %}")


class Sample(forms.Form):
    day = forms.CharField(label="Ngày", help_text="Ví dụ 12/05/2023")


def test_a_field_is_tied_to_its_hint_and_its_error():
    form = Sample({"day": ""}, auto_id="id_%s")
    form.is_valid()

    html = drawn("{% widget form.day %}", form=form)

    assert 'aria-describedby="id_day_helptext id_day_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="field"' in html

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


EVERY = """
<c-head title="Đơn vị" lead="61 đơn vị"><a href="/">Thêm</a></c-head>
<c-card title="Việc" lead="Hôm nay" footer="Hết" id="work"><p>Nội dung</p></c-card>
<c-card title="Bảng" :flush="True"><c-table label="Bảng dữ liệu"><tbody><tr><td>1</td></tr></tbody></c-table></c-card>
<c-tag kind="warn" icon="triangle-alert">Cần xem</c-tag>
<c-kpi title="Kế hoạch" :value="number" url="/so/" of="/61" :total="61" note="3 chưa gửi" />
<c-bar :value="number" :total="61" tone="ok" label="58 trong 61" />
<c-note kind="warn" title="Chú ý.">Xem lại</c-note>
<c-empty icon="award" title="Chưa có gì"><p>Đơn vị gửi từ 01/04.</p></c-empty>
<c-errors :form="form" />
<c-field :field="form.day" />
<c-upload name="paper" label="Tệp" hint="PDF" accept=".pdf" error="Thiếu tệp" />
"""


def test_every_component_draws_what_it_is_given():
    form = Sample({"day": ""}, auto_id="id_%s")
    html = drawn(CottonCompiler().process(EVERY), form=form, number=58)

    assert html.count("<c-") == 0
    for part in (
        "<h1>Đơn vị</h1>",
        '<section class="card" id="work">',
        '<table class="tbl cards ">',
        '<a class="fig" href="/so/">58</a><small>/61</small>',
        '<rect class="f-brand" width="95.1" height="8"/>',
        'aria-label="58 trong 61"',
        '<div class="note warn">',
        "<h2>Chưa có gì</h2>",
        '<a href="#id_day">Ngày:',
        '<p class="hint" id="id_day_helptext">Ví dụ 12/05/2023</p>',
        'aria-describedby="paper_hint paper_error"',
    ):
        assert html.count(part) == 1, part

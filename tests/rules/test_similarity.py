"""How much of a text another one already said, against the plain definition."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.rules.similarity import likenesses, nearest, passages, runs, share_in_common, words_of

SAID = ("học", "tập", "và", "làm", "theo", "tấm", "gương", "của", "Người", "trong", "mọi", "việc")
words = st.lists(st.sampled_from(SAID), max_size=25)
texts = words.map(" ".join)
shares = st.sampled_from([Fraction(1, 10), Fraction(3, 10), Fraction(1, 2), Fraction(7, 10), Fraction(1)])


@given(all_texts=st.lists(texts, max_size=12), share=shares, width=st.integers(2, 5))
def test_the_index_finds_exactly_what_comparing_every_pair_finds(all_texts, share, width):
    keyed = [(str(number), text) for number, text in enumerate(all_texts)]
    expected = {}
    for number, (key, text) in enumerate(keyed):
        pairs = [(share_in_common(runs(text, width), runs(other, width)), before) for before, other in keyed[:number]]
        best = max((common for common, _ in pairs), default=Fraction(0))
        if best >= share:
            expected[key] = best
    found = likenesses(keyed, share=share, words=width)
    assert {key: alike.share for key, alike in found.items()} == expected


@given(text=texts, others=st.lists(texts, max_size=6), share=shares)
def test_one_text_against_the_earlier_ones_finds_the_same(text, others, share):
    keyed = [(str(number), other) for number, other in enumerate(others)]
    assert nearest(text, keyed, share=share) == likenesses([*keyed, ("mine", text)], share=share).get("mine")


@given(one=texts, other=texts)
def test_likeness_is_mutual_and_whole_only_for_the_same_runs(one, other):
    mine, theirs = runs(one), runs(other)
    assert share_in_common(mine, theirs) == share_in_common(theirs, mine)
    assert (share_in_common(mine, theirs) == 1) == (mine == theirs and bool(mine))


@given(text=texts)
def test_case_and_punctuation_do_not_count(text):
    assert words_of(text.upper().replace(" ", ", ")) == words_of(text)
    assert runs("Vượt 18% kế hoạch, năm 2022!") == runs("vượt 18 kế hoạch năm 2022")


def test_a_short_text_is_one_run_and_an_empty_one_none():
    assert (len(runs("chỉ ba chữ")), len(runs("")), len(runs("một hai ba bốn năm sáu"))) == (1, 0, 2)


@given(text=st.text(), other=st.text())
def test_the_pieces_of_a_text_are_the_text(text, other):
    pieces = passages(text, other)
    joined = "".join(piece.text for piece in pieces)
    assert words_of(joined) == words_of(text)


def test_the_shared_passage_is_cut_out_with_its_punctuation():
    mine = "Năm nay, chi bộ rút ngắn quy trình từ 9 còn 5 bước và tiết kiệm thời gian."
    theirs = "Quy trình từ 9 còn 5 bước, nhờ sáng kiến."
    assert [(piece.text, piece.shared) for piece in passages(mine, theirs)] == [
        ("Năm nay, chi bộ rút ngắn ", False),
        ("quy trình từ 9 còn 5 bước", True),
        (" và tiết kiệm thời gian.", False),
    ]

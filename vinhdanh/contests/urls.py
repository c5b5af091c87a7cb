"""Addresses of contests: the contest, its entries, judging by blind code, results."""

from django.urls import path

from vinhdanh.contests.views import contests, entries, judges, judging, results

urlpatterns = [
    path("", contests.contest_list, name="contests"),
    path("them/", contests.new_contest, name="contest_new"),
    path("<int:pk>/", contests.contest, name="contest"),
    path("<int:pk>/the-le/", contests.change_terms, name="contest_terms"),
    path("<int:pk>/bai/", entries.entry_list, name="entries"),
    path("<int:pk>/bai/xuat.xlsx", entries.export_entries, name="entry_export"),
    path("<int:pk>/bai/nhan/", entries.new_entry, name="entry_new"),
    path("<int:pk>/bai/<int:entry_pk>/", entries.entry, name="entry"),
    path("<int:pk>/bai/<int:entry_pk>/sua/", entries.correct_entry, name="entry_edit"),
    path("<int:pk>/bai/<int:entry_pk>/<slug:act>/", entries.act_on_entry, name="entry_act"),
    path("<int:pk>/cham/", judging.blind_list, name="blind_entries"),
    path("<int:pk>/cham/<str:code>/", judging.blind, name="blind"),
    path("<int:pk>/cham/<str:code>/<int:mark_pk>/", judging.correct, name="mark_correct"),
    path("<int:pk>/xep-hang/", results.ranking, name="ranking"),
    path("<int:pk>/giai/", results.prizes, name="prizes"),
    path("<int:pk>/giai/lap/", results.give_prizes, name="prizes_give"),
    path("<int:pk>/giam-khao/", judges.judge_list, name="judges"),
    path("<int:pk>/giam-khao/xung-dot/<int:mark_pk>/", judges.decide, name="conflict"),
]

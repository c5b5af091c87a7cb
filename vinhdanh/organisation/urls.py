from django.urls import path

from vinhdanh.organisation.views import changes, hints, people, tree, units, vocabulary

urlpatterns = [
    path("", tree.tree_page, name="tree"),
    path("nhanh/<str:code>/", tree.tree_branch, name="tree_branch"),
    path("o-ben/<str:code>/", tree.tree_panel, name="tree_panel"),
    path("goi-y/", hints.unit_hints, name="unit_hints"),
    path("don-vi/", units.units, name="units"),
    path("don-vi/<str:code>/", units.unit, name="unit"),
    path("don-vi/<str:code>/sua/", units.edit_unit, name="edit_unit"),
    path("nhan-su/", people.people, name="people"),
    path("nhan-su/<str:code>/", people.person, name="person"),
    path("nhan-su/<str:code>/sua/", people.edit_person, name="edit_person"),
    path("bien-dong/", changes.changes, name="org_changes"),
    path("tu-ngu/", vocabulary.vocabulary, name="vocabulary"),
]

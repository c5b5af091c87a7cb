from django.urls import path

from vinhdanh.honours.views import awards, decisions, public

urlpatterns = [
    path("v/", public.verify_form, name="verify_form"),
    path("v/doi-chieu/", public.verify_upload, name="verify_upload"),
    path("v/<str:code>", public.verify, name="verify"),
    path("v/<str:code>/bang-khen.pdf", public.verify_file, name="verify_file"),
    path("vinh-danh/", public.roll, name="roll"),
    path("khen-da-tang/", awards.awards, name="awards"),
    path("khen-da-tang/<int:pk>/", awards.award, name="award"),
    path("khen-da-tang/<int:pk>/thu-hoi/", awards.withdraw, name="withdraw_award"),
    path("bang-khen/<int:pk>.pdf", awards.certificate_file, name="certificate_file"),
    path("quyet-dinh/", decisions.decision_list, name="decisions"),
    path("quyet-dinh/<int:pk>/", decisions.decision, name="decision"),
    path("quyet-dinh/<int:pk>/ban-hanh/", decisions.issue, name="issue_decision"),
    path("quyet-dinh/<int:pk>/bang-khen/", decisions.certificates, name="issue_certificates"),
    path("quyet-dinh/<int:pk>/ban-in/", decisions.print_run, name="order_print_run"),
    path("quyet-dinh/<int:pk>/ban-in/<int:number>.pdf", decisions.print_run_file, name="print_run_file"),
    path("quyet-dinh/<int:pk>/van-ban.pdf", decisions.document, name="decision_document"),
]

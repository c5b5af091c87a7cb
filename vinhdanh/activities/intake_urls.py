from django.urls import path

from vinhdanh.activities.views import intake

urlpatterns = [
    path("", intake.start, name="intake"),
    path("<int:pk>/cot/", intake.columns, name="intake_columns"),
    path("<int:pk>/sua/", intake.mend, name="intake_mend"),
    path("<int:pk>/sua/dong-loi.xlsx", intake.bad_rows, name="intake_bad_rows"),
    path("<int:pk>/xem/", intake.review, name="intake_review"),
    path("<int:pk>/", intake.result, name="intake_result"),
]

from django.urls import path

from vinhdanh.desk.views import home, jobs, search, work

urlpatterns = [
    path("", home.home, name="home"),
    path("bat-dau/", home.start, name="start"),
    path("viec/", work.my_work, name="my_work"),
    path("lich/", work.calendar, name="calendar"),
    path("lich/han.ics", work.calendar_file, name="calendar_file"),
    path("viec-nen/", jobs.jobs, name="jobs"),
    path("viec-nen/<int:pk>/", jobs.job, name="job"),
    path("viec-nen/<int:pk>/tien-do/", jobs.job_progress, name="job_progress"),
    path("viec-nen/<int:pk>/dung/", jobs.cancel, name="cancel_job"),
    path("tim/", search.search, name="search"),
]
